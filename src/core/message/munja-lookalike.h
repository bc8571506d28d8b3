#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What would go out letter by letter, but was probably meant to be something else: a field as other
 * programs write it, one that lacks its end, or a backslash, which phones in Korea show as ₩.
 */

/**
 * MunjaLookalike:
 * @start: where it begins, in bytes
 * @end: where it ends
 * @meant: what to write in its place
 */
typedef struct {
  gsize start;
  gsize end;
  char *meant;
} MunjaLookalike;

GPtrArray *munja_lookalike_find (const char *text);
char *munja_lookalike_replace (const char *text, GPtrArray *found);

G_END_DECLS
