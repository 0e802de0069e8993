export { opening, simulateFiles } from './files.js';
export { type SimulatedPanel, simulatePanel, type Truth } from './panel.js';
export { type Scenario, type ScenarioName, scenarioNames, scenarios, slopes } from './scenarios.js';
export { default_effect, type SimulationOptions } from './world.js';
