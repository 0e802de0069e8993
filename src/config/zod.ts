/** zod with schemas that are interpreted: each is used once in a run, and compiling them first costs more. */
import { config } from 'zod';

config({ jitless: true });

export * as z from 'zod';
