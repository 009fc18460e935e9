import { type App, Stack } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Deadline } from '../constructs/deadline.ts';
import { Dispatcher } from '../constructs/dispatcher.ts';
import { Endpoint } from '../constructs/endpoint.ts';
import { Job } from '../constructs/job.ts';
import { deadLetterQueue } from '../constructs/queue.ts';
import { Report } from '../constructs/report.ts';
import { Schedule, schedulesCaller } from '../constructs/schedule.ts';
import { Stream } from '../constructs/stream.ts';
import { Subscriber } from '../constructs/subscriber.ts';
import { type Declaration, through } from '../declarations.ts';
import type { Platform } from '../platform.ts';

interface ContextStackProps {
  /** `catalogue`, `catalogue-shop` */
  readonly name: string;
  readonly declarations: readonly Declaration[];
  readonly platform: Platform;
}

/** Use cases of one bounded context, deployed together and apart from other contexts: `stackOf` says which. */
export class ContextStack extends Stack {
  readonly #platform: Platform;
  readonly #name: string;
  #parked: Queue | undefined;

  constructor(app: App, { name, declarations, platform }: ContextStackProps) {
    super(app, platform.at.named(name), {
      description: `Jishi ${platform.stage.name}: use cases of ${name}`,
    });
    this.#platform = platform;
    this.#name = name;
    for (const declaration of declarations.filter(through('endpoint'))) new Endpoint(this, { declaration, platform });
    for (const declaration of declarations.filter(through('job'))) {
      new Job(this, { declaration, platform }, () => this.#deadLetters());
    }
    for (const declaration of declarations.filter(through('subscriber'))) {
      new Subscriber(this, { declaration, platform }, this.#deadLetters());
    }
    for (const declaration of declarations.filter(through('deadline'))) {
      new Deadline(this, { declaration, platform }, this.#deadLetters());
    }
    for (const declaration of declarations.filter(through('report'))) {
      new Report(this, { declaration, platform }, this.#deadLetters());
    }
    const scheduled = declarations.filter(through('schedule'));
    if (scheduled.length > 0) {
      const deadLetters = this.#deadLetters();
      const arns = scheduled.map(({ id }) => platform.at.function(id).arn);
      const caller = schedulesCaller(this, arns, deadLetters);
      for (const declaration of scheduled) new Schedule(this, { declaration, platform }, { deadLetters, caller });
    }
    for (const declaration of declarations.filter(through('dispatcher'))) {
      new Dispatcher(this, { declaration, platform });
    }
    for (const declaration of declarations.filter(through('stream'))) {
      new Stream(this, { declaration, platform }, this.#deadLetters());
    }
  }

  /** One queue for all that the context is told and cannot do; what is only asked has none. */
  #deadLetters(): Queue {
    this.#parked ??= deadLetterQueue(this, 'DeadLetters', this.#platform, {
      queueName: this.#platform.at.parked(this.#name).name,
      impact: `Events, deadlines or scheduled work of ${this.#name} had no effect until a person redrives them.`,
    });
    return this.#parked;
  }
}
