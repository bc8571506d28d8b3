#include "config.h"

#include "munja-practice-sums.h"

#include "munja-practice-builder.h"
#include "munja-practice-day.h"
#include "munja-practice-kinds.h"
#include "munja-practice-status.h"

static void
add_money (MunjaPracticeMoney *sum, const MunjaPracticeMoney *money)
{
  sum->balance += money->balance;
  sum->point += money->point;
}

/**
 * munja_practice_sums_of:
 * @figures: (element-type MunjaPracticeFigures): from munja_practice_figures_collect()
 * @start: the first that counts
 * @end: the first that does not any more
 *
 * Returns: (transfer full): all of these together
 */
MunjaPracticeSums
munja_practice_sums_of (GPtrArray *figures, guint start, guint end)
{
  MunjaPracticeSums self
      = { .codes = g_array_new (FALSE, FALSE, sizeof (MunjaPracticeCodeFigures)) };
  gint64 day = -1;
  guint month = 0;

  for (guint i = start; i < end; i++) {
    const MunjaPracticeFigures *each = g_ptr_array_index (figures, i);

    self.n_days += each->day != day;
    self.n_months += munja_practice_day_get_month (each->day) != month;
    day = each->day;
    month = munja_practice_day_get_month (day);
    g_array_append_vals (self.codes, each->codes->data, each->codes->len);
    add_money (&self.charged, &each->charged);
    add_money (&self.refunded, &each->refunded);
  }
  return self;
}

/**
 * munja_practice_sums_clear:
 * @self: sums
 *
 * Frees what they hold.
 */
void
munja_practice_sums_clear (MunjaPracticeSums *self)
{
  g_clear_pointer (&self->codes, g_array_unref);
}

static gboolean
belongs (guint code, MunjaPracticeWhich which)
{
  switch (which) {
  case MUNJA_PRACTICE_SUCCEEDED:
    return code == MUNJA_PRACTICE_DELIVERED;
  case MUNJA_PRACTICE_FAILED:
    return code != MUNJA_PRACTICE_DELIVERED && munja_practice_status_is_final (code);
  case MUNJA_PRACTICE_ALL:
  default:
    return TRUE;
  }
}

static guint
count_type (const MunjaPracticeSums *self, MunjaPracticeWhich which, guint type)
{
  guint n = 0;

  for (guint i = 0; i < self->codes->len; i++) {
    const MunjaPracticeCodeFigures *each
        = &g_array_index (self->codes, MunjaPracticeCodeFigures, i);

    if (belongs (each->code, which))
      n += each->n[type];
  }
  return n;
}

/**
 * munja_practice_sums_count:
 * @self: sums
 * @which: which messages
 *
 * Returns: how many there are of any type
 */
guint
munja_practice_sums_count (const MunjaPracticeSums *self, MunjaPracticeWhich which)
{
  guint n = 0;

  for (guint type = 0; type < MUNJA_PRACTICE_N_TYPES; type++)
    n += count_type (self, which, type);
  return n;
}

static guint
count_code (const MunjaPracticeSums *self, guint code, guint type)
{
  guint n = 0;

  for (guint i = 0; i < self->codes->len; i++) {
    const MunjaPracticeCodeFigures *each
        = &g_array_index (self->codes, MunjaPracticeCodeFigures, i);

    if (each->code == code)
      n += each->n[type];
  }
  return n;
}

static gboolean
came_before (const MunjaPracticeSums *self, guint index)
{
  guint code = g_array_index (self->codes, MunjaPracticeCodeFigures, index).code;

  for (guint i = 0; i < index; i++)
    if (g_array_index (self->codes, MunjaPracticeCodeFigures, i).code == code)
      return TRUE;
  return FALSE;
}

/**
 * munja_practice_sums_write_codes:
 * @self: sums
 * @name: a member's name
 * @builder: inside an object
 *
 * Writes how many messages have each status code, by type; what is none is left out.
 *
 * - Shape: `statusCode`, and `count` of a day, of the contract, section 9.
 */
void
munja_practice_sums_write_codes (const MunjaPracticeSums *self,
                                 const char *name,
                                 JsonBuilder *builder)
{
  munja_practice_builder_begin (builder, name);
  for (guint i = 0; i < self->codes->len; i++) {
    guint code = g_array_index (self->codes, MunjaPracticeCodeFigures, i).code;
    char text[8];

    if (came_before (self, i))
      continue;
    g_snprintf (text, sizeof text, "%u", code);
    munja_practice_builder_begin (builder, text);
    for (guint type = 0; type < MUNJA_PRACTICE_N_TYPES; type++)
      if (count_code (self, code, type) > 0)
        munja_practice_builder_add_number (builder, munja_practice_kinds[type],
                                           count_code (self, code, type));
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
}

static void
write_count (const MunjaPracticeSums *self,
             MunjaPracticeWhich which,
             const char *name,
             JsonBuilder *builder)
{
  munja_practice_builder_begin (builder, name);
  munja_practice_builder_add_number (builder, "total", munja_practice_sums_count (self, which));
  for (guint i = 0; i < MUNJA_PRACTICE_N_KINDS; i++)
    munja_practice_builder_add_number (builder, munja_practice_kinds[i],
                                       i < MUNJA_PRACTICE_N_TYPES ? count_type (self, which, i)
                                                                  : 0);
  json_builder_end_object (builder);
}

/**
 * munja_practice_sums_write_counts:
 * @self: sums
 * @builder: inside an object
 *
 * Writes how many messages there are by type: all, those that were delivered and those that failed,
 * by the service's names for that.
 *
 * - Shape: `total`, `successed` and `failed` of the contract, section 9.
 */
void
munja_practice_sums_write_counts (const MunjaPracticeSums *self, JsonBuilder *builder)
{
  write_count (self, MUNJA_PRACTICE_ALL, "total", builder);
  write_count (self, MUNJA_PRACTICE_SUCCEEDED, "successed", builder);
  write_count (self, MUNJA_PRACTICE_FAILED, "failed", builder);
}
