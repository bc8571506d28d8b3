#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Reading JSON from front to back, without a tree: for replies of thousands of rows, of which a few
 * members are wanted. It takes the JSON of RFC 8259 and nothing else.
 *
 * A value is entered, read or skipped; what is left of it is not looked for. After a fault nothing
 * more is found, so that it is to do to ask munja_json_stream_end() once all is read.
 */

/**
 * MunjaJsonStream:
 * @at: where it stands; %NULL after a fault
 * @end: the end of the text
 * @depth: how many objects and arrays it stands in
 * @is_first: whether nothing of the innermost one was read yet
 */
typedef struct {
  const char *at;
  const char *end;
  guint depth;
  gboolean is_first;
} MunjaJsonStream;

void munja_json_stream_begin (MunjaJsonStream *self, GBytes *body);
gboolean munja_json_stream_end (MunjaJsonStream *self);

char munja_json_stream_peek (MunjaJsonStream *self);
gboolean munja_json_stream_enter (MunjaJsonStream *self, char open);
gboolean munja_json_stream_next_element (MunjaJsonStream *self);
gboolean munja_json_stream_next_member (MunjaJsonStream *self, const char **name, gsize *length);
const char *munja_json_stream_read_text (MunjaJsonStream *self, GString *scratch, gsize *length);
void munja_json_stream_skip (MunjaJsonStream *self);

G_END_DECLS
