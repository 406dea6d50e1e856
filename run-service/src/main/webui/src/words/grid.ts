/** Texts of the grid that has a cell for each unit of a run. */
export const gridWords = {
  help: "Arrow keys choose a unit, Enter opens it.",
  none: "No unit yet.",
  item: (position: string) => `item ${position}`,
  repeat: (repeat: number) => `repeat ${repeat + 1}`,
  section: (name: string) => `section ${name}`,
  shared: (units: string) => `worst of ${units} units`,
  label: (counts: string) => `Units of the run: ${counts}.`,
};
