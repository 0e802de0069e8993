#!/usr/bin/env node
import { main } from '../dist/watcher.js';
process.exitCode = await main(process.argv);
