import { Alarm, type AlarmProps, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Platform } from '../platform.ts';

export interface ImpactAlarmProps extends
  Omit<
    AlarmProps,
    'alarmDescription' | 'evaluationPeriods' | 'treatMissingData'
  >
{
  /** What goes wrong for whom while this alarm is on: the first thing that the person on call wants to know. */
  readonly impact: `${string}.`;
  /** Periods in a row, 1 unless said otherwise. */
  readonly evaluationPeriods?: number;
}

/** Raises an alarm where the stage wants alarms. Silence counts as health: an idle platform has no data. */
export const raiseAlarm = (
  scope: Construct,
  id: string,
  { stage, at }: Pick<Platform, 'stage' | 'at'>,
  props: ImpactAlarmProps,
): void => {
  if (!stage.alarmMail) return;
  const { impact, evaluationPeriods = 1, ...rest } = props;
  const notify: IAlarmAction = { bind: () => ({ alarmActionArn: at.alarmTopic.arn }) };
  const alarm = new Alarm(scope, id, {
    ...rest,
    evaluationPeriods,
    alarmDescription: impact,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(notify);
};
