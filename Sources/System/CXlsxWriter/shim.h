#include <stdlib.h>
#include <xlsxwriter.h>

// Sets the values that a series shows until a program computes its cells: one value a cell, NaN for an empty one. The
// library itself would store 0 for every formula. Returns 0 if memory runs out.
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

// Sets whether worksheets added from here on are written row by row. Each row then goes to a temporary file when a later one
// begins, so a sheet of any length takes the memory of one row. Texts are stored in their cells, not as shared strings. The
// library has this as an option of the whole workbook; cells must then come in order and its merges do not work (see
// nianbao_add_merge).
static inline void nianbao_write_by_rows(lxw_workbook *workbook, int by_rows) {
    workbook->options.constant_memory = by_rows ? LXW_TRUE : LXW_FALSE;
}

// Adds a merge to a sheet that is written row by row, where worksheet_merge_range would begin the last row at once. Rows and
// columns are 0-based. The caller writes the cells. Returns 0 if memory runs out.
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
