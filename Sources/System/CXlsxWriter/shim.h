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
