/** Rows of a published table that its sheet holds; tables keep their full length, so that the sheet can say how many are left. */
export const sheetRows = 20_000;
