#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeField:
 * @name: as a query names it
 * @kind: how its values compare
 * @direct: whether a query may name it itself, and not only in `criteria`
 *
 * Something that a list can be asked for.
 */
typedef struct {
  const char *name;
  enum {
    MUNJA_PRACTICE_FIELD_TEXT,
    MUNJA_PRACTICE_FIELD_NUMBER,
    MUNJA_PRACTICE_FIELD_DATE, /* in milliseconds, as they are shown */
  } kind;
  gboolean direct;
} MunjaPracticeField;

/**
 * MunjaPracticeValue:
 * @text: (nullable): value of a text field
 * @number: value of any other
 */
typedef struct {
  const char *text;
  gint64 number;
  char buffer[8]; /* where a text can be kept that is worked out */
} MunjaPracticeValue;

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
                                                char **problem);
void munja_practice_filter_free (MunjaPracticeFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeFilter, munja_practice_filter_free)

const char *munja_practice_filter_get_equal (const MunjaPracticeFilter *self, const char *name);
gboolean munja_practice_filter_matches (const MunjaPracticeFilter *self,
                                        MunjaPracticeFieldFunc get,
                                        gconstpointer item,
                                        gint64 now);

G_END_DECLS
