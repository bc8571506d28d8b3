#pragma once

#include <libsoup/soup.h>

#include "munja-practice-condition.h"

G_BEGIN_DECLS

/* How many items a page has, and a table that is a file, if nobody says. */
#define MUNJA_PRACTICE_DEFAULT_LIMIT 20
#define MUNJA_PRACTICE_SHEET_LIMIT   10000

/**
 * MunjaPracticeFieldFunc:
 * @item: a member of a list
 * @field: index of a field
 * @now: in microseconds since 1970, UTC
 * @value: (out): set to the item's value of that field
 */
typedef void (*MunjaPracticeFieldFunc) (gconstpointer item,
                                        guint field,
                                        gint64 now,
                                        MunjaPracticeValue *value);

/**
 * MunjaPracticeFilter:
 * @limit: how many items a page has
 * @start_key: (nullable): id of the page's first item
 * @conditions: all of which an item must meet
 *
 * What a query asks a list for.
 */
typedef struct {
  guint limit;
  char *start_key;
  GPtrArray *conditions;
} MunjaPracticeFilter;

MunjaPracticeFilter *munja_practice_filter_new (SoupServerMessage *message,
                                                const MunjaPracticeField *fields,
                                                guint n_fields,
                                                guint default_limit,
                                                char **problem);
void munja_practice_filter_free (MunjaPracticeFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeFilter, munja_practice_filter_free)

const char *munja_practice_filter_get_equal (const MunjaPracticeFilter *self, const char *name);
gboolean munja_practice_filter_matches (const MunjaPracticeFilter *self,
                                        MunjaPracticeFieldFunc get,
                                        gconstpointer item,
                                        gint64 now);

G_END_DECLS
