#include "config.h"

#include "munja-xml.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* How long a tag, or a text between two, may be. A cell has 32,767 characters at most. */
#define MAX_TOKEN ((gsize)4 << 20)

/* A document that is being read. */
typedef struct {
  const MunjaXmlReader *reader;
  gpointer data;
  GMarkupParseContext *context;
  guint depth;
  gsize n_quiet; /* bytes since something was found */
  gboolean begun;
} Document;

static const char *
get_local (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Document *document = user_data;

  document->n_quiet = 0;
  if (++document->depth > MUNJA_XML_MAX_DEPTH) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "elements are too deep");
    return;
  }
  if (document->reader->start != NULL)
    document->reader->start (document->data, get_local (name), names, values, error);
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Document *document = user_data;

  document->n_quiet = 0;
  document->depth--;
  if (document->reader->end != NULL)
    document->reader->end (document->data, get_local (name), error);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Document *document = user_data;

  document->n_quiet = 0;
  if (document->reader->text != NULL && length > 0)
    document->reader->text (document->data, text, length);
}

/* What is wrong with a document is the same to whoever made it. */
static gboolean
refuse_markup (GError *problem, GError **error)
{
  if (problem->domain == G_MARKUP_ERROR) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem->message);
    g_error_free (problem);
  } else {
    g_propagate_error (error, problem);
  }
  return FALSE;
}

static gboolean
take_piece (const char *piece, gsize length, gpointer data, GError **error)
{
  Document *document = data;
  GError *problem = NULL;

  if (!document->begun && length >= strlen (BYTE_ORDER_MARK)
      && memcmp (piece, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0) {
    piece += strlen (BYTE_ORDER_MARK);
    length -= strlen (BYTE_ORDER_MARK);
  }
  document->begun = TRUE;
  document->n_quiet += length;
  if (!g_markup_parse_context_parse (document->context, piece, (gssize)length, &problem))
    return refuse_markup (problem, error);
  if (document->n_quiet <= MAX_TOKEN)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a text in it is too long");
  return FALSE;
}

/**
 * munja_xml_read:
 * @zip: an archive
 * @file: a document in it, in UTF-8
 * @reader: what is called for its parts
 * @data: goes to @reader
 * @cancellable: (nullable): stops it
 * @error: (nullable): see below
 *
 * Reads a document as it is unpacked, without having all of it at a time.
 *
 * - Errors: those of munja_zip_read() and of @reader; %G_IO_ERROR_INVALID_DATA for what is no XML,
 *   too deep, or has a text of more than 4 MiB.
 *
 * Returns: whether all of it was read
 */
gboolean
munja_xml_read (MunjaZip *zip,
                const char *file,
                const MunjaXmlReader *reader,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  Document document = { .reader = reader, .data = data };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &document, NULL);
  GError *problem = NULL;

  document.context = context;
  if (!munja_zip_read (zip, file, take_piece, &document, cancellable, error))
    return FALSE;
  return g_markup_parse_context_end_parse (context, &problem) || refuse_markup (problem, error);
}

/**
 * munja_xml_find:
 * @names: the attributes of an element, up to %NULL
 * @values: what they say
 * @name: one of them, without its namespace
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
munja_xml_find (const char **names, const char **values, const char *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (strcmp (get_local (names[i]), name) == 0)
      return values[i];
  return NULL;
}
