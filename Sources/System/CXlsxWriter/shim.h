#include <stdlib.h>
#include <xlsxwriter.h>

// What a series shows until a program computes its cells, one value a cell and nothing where it is not a number: the
// library itself takes what a formula gives for 0. Gives 0 where memory is gone.
static inline int nianbao_cache_values(lxw_chart_series *series, const double *values, size_t count) {
    lxw_series_range *range = series->values;
    for (size_t i = 0; i < count; i++) {
        lxw_series_data_point *point = calloc(1, sizeof *point);
        if (!point) return 0;
        if (values[i] == values[i]) point->number = values[i];
        else point->no_data = 1;
        STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
        range->num_data_points++;
    }
    range->ignore_cache = 1;
    return 1;
}

// Whether worksheets added from here on are written row by row: each row goes to a temporary file when a later one begins, so a
// sheet of any length takes the memory of a row. Texts stand in their cells then, not in the shared strings. The library has this
// as an option of the whole workbook, under which cells must come in order and merges do not work (see nianbao_add_merge).
static inline void nianbao_write_by_rows(lxw_workbook *workbook, int by_rows) {
    workbook->options.constant_memory = by_rows ? LXW_TRUE : LXW_FALSE;
}

// A merge on a sheet that is written row by row, where worksheet_merge_range would begin the last row at once. Rows and columns
// count from 0; the cells are for the caller to write. Gives 0 where memory is gone.
static inline int nianbao_add_merge(
    lxw_worksheet *sheet, lxw_row_t first_row, lxw_col_t first_column, lxw_row_t last_row, lxw_col_t last_column) {
    lxw_merged_range *merge = calloc(1, sizeof *merge);
    if (!merge) return 0;
    merge->first_row = first_row;
    merge->first_col = first_column;
    merge->last_row = last_row;
    merge->last_col = last_column;
    STAILQ_INSERT_TAIL(sheet->merged_ranges, merge, list_pointers);
    sheet->merged_range_count++;
    return 1;
}
