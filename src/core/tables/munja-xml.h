#pragma once

#include "munja-zip.h"

G_BEGIN_DECLS

/* How deep elements may be in each other. Those of sheets are up to ten. */
#define MUNJA_XML_MAX_DEPTH 64

/**
 * MunjaXmlReader:
 * @start: an element begins; its name and those of its attributes are without the namespace
 * @end: an element ends
 * @text: what stands between two tags, "" not told
 *
 * What is called for the parts of a document. Each may stop the reading with an error.
 */
typedef struct {
  gboolean (*start) (gpointer data,
                     const char *name,
                     const char **names,
                     const char **values,
                     GError **error);
  gboolean (*end) (gpointer data, const char *name, GError **error);
  void (*text) (gpointer data, const char *text, gsize length);
} MunjaXmlReader;

gboolean munja_xml_read (MunjaZip *zip,
                         const char *file,
                         const MunjaXmlReader *reader,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);
const char *munja_xml_find (const char **names, const char **values, const char *name);

G_END_DECLS
