interface Props {
  readonly stages: readonly string[];
  /** The one that it is at, from 0. */
  readonly at: number;
  /** It has gone wrong there. */
  readonly failed?: boolean;
}

/** The stages that something goes through, and where it is. */
export const Stages = ({ stages, at, failed = false }: Props) => (
  <ol className="stages">
    {stages.map((stage, i) => (
      <li
        key={i}
        className={i < at ? 'past' : i === at && failed ? 'failed' : undefined}
        aria-current={i === at ? 'step' : undefined}
      >
        {stage}
      </li>
    ))}
  </ol>
);
