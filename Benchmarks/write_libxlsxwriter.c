/* Workbooks written by libxlsxwriter alone, after plans (plans.py): write_libxlsxwriter FOLDER < paths of plans */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { FIELDS = 16, FORMATS = 64 };

/* One record of a plan, its fields in place. */
typedef struct { char *fields[FIELDS]; } record;

static int whole(const record *r, int field) { return atoi(r->fields[field]); }
static int is(const record *r, int field, const char *text) { return strcmp(r->fields[field], text) == 0; }

static int next(char **rest, record *r) {
    if (!**rest) return 0;
    char *end = strchr(*rest, '\x1e'), *field = *rest;
    *end = 0;
    *rest = end + 1;
    for (int i = 0; i < FIELDS; i++) {
        r->fields[i] = field;
        char *apart = strchr(field, '\x1f');
        if (apart) *apart = 0;
        field = apart ? apart + 1 : field + strlen(field);
    }
    return 1;
}

static void set_property(lxw_workbook *book, const record *r) {
    if (is(r, 1, "title")) {
        lxw_doc_properties properties = {.title = r->fields[2], .created = 1609459200};
        workbook_set_properties(book, &properties);
    } else if (is(r, 1, "year")) {
        workbook_set_custom_property_integer(book, r->fields[1], whole(r, 2));
    } else {
        workbook_set_custom_property_string(book, r->fields[1], r->fields[2]);
    }
}

static lxw_format *format_of(lxw_workbook *book, const record *r) {
    lxw_format *format = workbook_add_format(book);
    format_set_font_name(format, r->fields[1]);
    format_set_font_size(format, atof(r->fields[2]));
    if (*r->fields[3]) format_set_font_color(format, strtol(r->fields[3], NULL, 16));
    if (whole(r, 4)) format_set_bold(format);
    if (whole(r, 5)) format_set_text_wrap(format);
    if (*r->fields[6]) format_set_align(format, is(r, 6, "center") ? LXW_ALIGN_CENTER : LXW_ALIGN_LEFT);
    if (*r->fields[7]) format_set_align(format, is(r, 7, "center") ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    if (whole(r, 8)) format_set_rotation(format, whole(r, 8));
    if (whole(r, 9)) format_set_border(format, LXW_BORDER_THIN);
    if (*r->fields[10]) format_set_bg_color(format, strtol(r->fields[10], NULL, 16));
    if (!is(r, 11, "General")) format_set_num_format(format, r->fields[11]);
    if (whole(r, 12)) format_set_unlocked(format);
    return format;
}

static lxw_worksheet *sheet_of(lxw_workbook *book, const record *r) {
    lxw_worksheet *sheet = workbook_add_worksheet(book, r->fields[1]);
    worksheet_set_paper(sheet, 9);
    worksheet_set_margins(sheet, 0.6, 0.6, 0.8, 0.8);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_center_horizontally(sheet);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页");
    if (whole(r, 2)) worksheet_set_landscape(sheet);
    if (whole(r, 3) || whole(r, 4)) worksheet_freeze_panes(sheet, whole(r, 3), whole(r, 4));
    lxw_protection protection = {.format_columns = 1, .format_rows = 1};
    worksheet_protect(sheet, NULL, &protection);
    return sheet;
}

static void add_rule(lxw_worksheet *sheet, const record *r) {
    int is_any = is(r, 5, "any");
    lxw_data_validation rule = {
        .validate = is_any ? LXW_VALIDATION_TYPE_ANY : is(r, 5, "whole") ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL,
        .criteria = is_any ? LXW_VALIDATION_CRITERIA_NONE : LXW_VALIDATION_CRITERIA_BETWEEN,
        .ignore_blank = LXW_VALIDATION_ON, .show_input = LXW_VALIDATION_ON, .show_error = LXW_VALIDATION_ON,
        .minimum_number = atof(r->fields[6]), .maximum_number = atof(r->fields[7]),
        .input_title = r->fields[8], .input_message = r->fields[9],
        .error_title = is_any ? NULL : r->fields[10], .error_message = is_any ? NULL : r->fields[9],
    };
    worksheet_data_validation_range(sheet, whole(r, 1), whole(r, 2), whole(r, 3), whole(r, 4), &rule);
}

static void add_alarm(lxw_worksheet *sheet, const record *r, lxw_format *format) {
    lxw_conditional_format alarm = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA, .format = format, .value_string = r->fields[6],
        .multi_range = strchr(r->fields[5], ' ') ? r->fields[5] : NULL,
    };
    worksheet_conditional_format_range(sheet, whole(r, 1), whole(r, 2), whole(r, 3), whole(r, 4), &alarm);
}

static void write_cell(lxw_worksheet *sheet, const record *r, lxw_format **formats) {
    int row = whole(r, 1), column = whole(r, 2);
    lxw_format *format = formats[whole(r, 3)];
    if (is(r, 0, "blank")) worksheet_write_blank(sheet, row, column, format);
    else if (is(r, 0, "text")) worksheet_write_string(sheet, row, column, r->fields[4], format);
    else if (is(r, 0, "number")) worksheet_write_number(sheet, row, column, atof(r->fields[4]), format);
    else if (is(r, 0, "formula")) worksheet_write_formula_str(sheet, row, column, r->fields[4], format, r->fields[5]);
    else worksheet_write_formula_num(sheet, row, column, r->fields[4], format, atof(r->fields[5]));
}

static lxw_error write_workbook(char *plan, const char *path) {
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = NULL;
    lxw_format *formats[FORMATS];
    int count = 0;
    lxw_format *alarm = workbook_add_format(book);
    format_set_bg_color(alarm, 0xFFC7CE);
    format_set_font_color(alarm, 0x9C0006);
    for (record r; next(&plan, &r);) {
        if (is(&r, 0, "property")) set_property(book, &r);
        else if (is(&r, 0, "format") && count < FORMATS) formats[count++] = format_of(book, &r);
        else if (is(&r, 0, "sheet")) sheet = sheet_of(book, &r);
        else if (is(&r, 0, "width")) worksheet_set_column(sheet, whole(&r, 1), whole(&r, 1), atof(r.fields[2]), NULL);
        else if (is(&r, 0, "height")) worksheet_set_row(sheet, whole(&r, 1), atof(r.fields[2]), NULL);
        else if (is(&r, 0, "merge"))
            worksheet_merge_range(sheet, whole(&r, 1), whole(&r, 2), whole(&r, 3), whole(&r, 4), "", formats[whole(&r, 5)]);
        else if (is(&r, 0, "rule")) add_rule(sheet, &r);
        else if (is(&r, 0, "alarm")) add_alarm(sheet, &r, alarm);
        else if (is(&r, 0, "print")) worksheet_print_area(sheet, whole(&r, 1), whole(&r, 2), whole(&r, 3), whole(&r, 4));
        else if (is(&r, 0, "repeat")) worksheet_repeat_rows(sheet, whole(&r, 1), whole(&r, 2));
        else if (is(&r, 0, "name")) workbook_define_name(book, r.fields[1], r.fields[2]);
        else write_cell(sheet, &r, formats);
    }
    return workbook_close(book);
}

int main(int count, char **arguments) {
    static char plan[1 << 24], path[4096], target[8192];
    if (count != 2) return 64;
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        FILE *file = fopen(path, "rb");
        if (!file) return fprintf(stderr, "%s cannot be opened\n", path), 1;
        plan[fread(plan, 1, sizeof plan - 1, file)] = 0;
        fclose(file);
        const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
        snprintf(target, sizeof target, "%s/%.*s.xlsx", arguments[1], (int)strcspn(name, "."), name);
        lxw_error error = write_workbook(plan, target);
        if (error) return fprintf(stderr, "%s: %s\n", target, lxw_strerror(error)), 1;
    }
    return 0;
}
