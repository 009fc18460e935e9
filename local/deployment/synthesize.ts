/** Synthesizes the stage that the local cloud runs into the folder given: `node local/deployment/synthesize.ts <folder>`. */
import { synthesize } from '../../infra/app.ts';

await synthesize({ stage: 'dev', outdir: process.argv[2], code: 'placeholder' });
