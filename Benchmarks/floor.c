/* The floor: the parts that hold a workbook's values, inflated by libzip and parsed by libxml2's SAX, doing nothing. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

static void ignore_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                           const xmlChar **namespace_list, int attributes, int defaulted, const xmlChar **values) {}
static void ignore_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}
static void ignore_text(void *context, const xmlChar *text, int length) {}

static int is_read(const char *name) {
    return strncmp(name, "xl/worksheets/sheet", 19) == 0 || strcmp(name, "xl/sharedStrings.xml") == 0
        || strcmp(name, "xl/workbook.xml") == 0 || strcmp(name, "xl/_rels/workbook.xml.rels") == 0
        || strcmp(name, "_rels/.rels") == 0 || strcmp(name, "[Content_Types].xml") == 0;
}

static int parse(zip_t *archive, zip_int64_t place, const char *name, xmlSAXHandler *handler) {
    zip_stat_t status;
    if (zip_stat_index(archive, place, 0, &status) != 0) return 0;
    zip_file_t *file = zip_fopen_index(archive, place, 0);
    char *bytes = malloc(status.size + 1);
    int whole = file && bytes && zip_fread(file, bytes, status.size + 1) == (zip_int64_t)status.size;
    if (file) zip_fclose(file);
    whole = whole && xmlSAXUserParseMemory(handler, NULL, bytes, (int)status.size) == 0;
    if (!whole) fprintf(stderr, "%s is damaged\n", name);
    free(bytes);
    return whole;
}

int main(void) {
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC, .startElementNs = ignore_element, .endElementNs = ignore_end, .characters = ignore_text};
    char path[4096];
    /* The files' paths, one a line. */
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
        if (!archive) return fprintf(stderr, "%s cannot be opened\n", path), 1;
        for (zip_int64_t place = 0; place < zip_get_num_entries(archive, 0); place++) {
            const char *name = zip_get_name(archive, place, 0);
            if (name && is_read(name) && !parse(archive, place, name, &handler)) return 1;
        }
        zip_discard(archive);
    }
    return 0;
}
