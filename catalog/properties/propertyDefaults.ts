/** What a new property has where nothing else is given (spec/catalog.md section 5.5). */
export const propertyDefaults = {
  active: 'Y',
  colCount: 30,
  filtrable: 'N',
  isRequired: 'N',
  listType: 'L',
  multiple: 'N',
  rowCount: 1,
  searchable: 'N',
  sort: 500,
} as const;

/** How a new property is shown, until productPropertySection.set. */
export const shownAtFirst = {
  smartFilter: 'N',
  displayType: 'F',
  displayExpanded: 'N',
  filterHint: null,
} as const;
