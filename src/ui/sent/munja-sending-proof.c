#include "config.h"

#include "munja-sending-proof.h"

#include <glib/gi18n.h>
#include <string.h>

#include "munja-describe-job.h"
#include "munja-describe-sending.h"
#include "munja-describe.h"
#include "munja-phone.h"
#include "munja-sent-reason.h"

#define FONT         "Sans 9"
#define HEADING_FONT "Sans Bold 16"
#define BOLD_FONT    "Sans Bold 9"

/* How high a row of the table and the line at the foot are, and what is left free before the table,
 * in units of the paper, which are pixels of 1/72 inch. */
#define ROW_HEIGHT  15.0
#define FOOT_HEIGHT 24.0
#define GAP         12.0

#define N_COLUMNS 5

/* Where the columns begin, as parts of the width. */
static const double starts[N_COLUMNS + 1] = { 0, 0.08, 0.28, 0.48, 0.78, 1 };

/* A line above the table. */
typedef struct {
  PangoLayout *layout;
  int line; /* of the layout */
  double height;
} FrontLine;

/* A page: which lines above the table and which rows of it are on it. */
typedef struct {
  guint first_line;
  guint n_lines;
  guint first_row;
  guint n_rows;
} Page;

struct _MunjaSendingProof {
  MunjaSending *sending;
  GPtrArray *messages; /* of MunjaSentMessage */
  MunjaService *service;
  gboolean is_masked;
  GArray *lines; /* of FrontLine */
  GArray *pages; /* of Page */
};

static void
front_line_clear (gpointer data)
{
  g_clear_object (&((FrontLine *)data)->layout);
}

/**
 * munja_sending_proof_new:
 * @sending: what was sent
 * @messages: (element-type MunjaSentMessage): those of its messages that are to be in the table
 * @service: whom it was sent through
 * @is_masked: whether only a part of each number is to be seen
 *
 * Returns: (transfer full): the proof
 */
MunjaSendingProof *
munja_sending_proof_new (MunjaSending *sending,
                         GPtrArray *messages,
                         const MunjaService *service,
                         gboolean is_masked)
{
  MunjaSendingProof *self = g_new0 (MunjaSendingProof, 1);

  self->sending = g_object_ref (sending);
  self->messages = g_ptr_array_ref (messages);
  self->service = munja_service_copy (service);
  self->is_masked = is_masked;
  self->lines = g_array_new (FALSE, FALSE, sizeof (FrontLine));
  g_array_set_clear_func (self->lines, front_line_clear);
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  return self;
}

/**
 * munja_sending_proof_free:
 * @self: (transfer full): the proof
 */
void
munja_sending_proof_free (MunjaSendingProof *self)
{
  g_object_unref (self->sending);
  g_ptr_array_unref (self->messages);
  munja_service_free (self->service);
  g_array_unref (self->lines);
  g_array_unref (self->pages);
  g_free (self);
}

static PangoLayout *
new_layout (GtkPrintContext *context, const char *font, const char *text, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
measure_line (PangoLayout *layout, int line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &logical);
  return (double)logical.height / PANGO_SCALE + 2;
}

/* A long text goes on on the next page, so that each line counts by itself. */
static void
add_text (MunjaSendingProof *self, GtkPrintContext *context, const char *font, const char *text)
{
  g_autoptr (PangoLayout) layout
      = new_layout (context, font, text, gtk_print_context_get_width (context));

  for (int i = 0; i < pango_layout_get_line_count (layout); i++) {
    FrontLine line = { g_object_ref (layout), i, measure_line (layout, i) };

    g_array_append_val (self->lines, line);
  }
}

/* Takes the value; what is not known is not told. */
static void
add_fact (MunjaSendingProof *self, GtkPrintContext *context, const char *title, char *value)
{
  g_autofree char *owned = value;
  g_autofree char *text = NULL;

  if (owned == NULL)
    return;
  /* Translators: a name and its value, as in "From: 02-1234-5678". */
  text = g_strdup_printf (_ ("%s: %s"), title, owned);
  add_text (self, context, FONT, text);
}

static char *
describe_time (gint64 time)
{
  return time != 0 ? munja_describe_time (time) : NULL;
}

static void
add_times (MunjaSendingProof *self, GtkPrintContext *context, const MunjaSendingInfo *info)
{
  add_fact (self, context, C_ ("time", "Written"), describe_time (info->created));
  if (info->scheduled != 0)
    add_fact (self, context, C_ ("time", "Scheduled For"),
              munja_describe_seoul_time (info->scheduled));
  add_fact (self, context, C_ ("time", "Accepted"), describe_time (info->went_out));
  add_fact (self, context, C_ ("time", "Last Result"), describe_time (info->completed));
  add_fact (self, context, _ ("As Of"), munja_describe_time (g_get_real_time ()));
}

static void
add_ids (MunjaSendingProof *self, GtkPrintContext *context, const MunjaSendingInfo *info)
{
  add_fact (self, context, _ ("Account"), g_strdup (info->member));
  add_fact (self, context, _ ("Group ID"), g_strdup (info->group_id));
  add_fact (self, context, _ ("Message ID"), g_strdup (info->message_id));
  add_fact (self, context, _ ("App ID"), g_strdup (info->app_id));
}

static void
add_content (MunjaSendingProof *self, GtkPrintContext *context, const MunjaSendingInfo *info)
{
  add_fact (self, context, _ ("Type"), munja_describe_types (info->n_types));
  add_fact (self, context, _ ("Kind"),
            g_strdup (munja_describe_advertising (info->written.advertising)));
  add_fact (self, context, _ ("Picture"),
            g_strdup (info->has_picture ? C_ ("picture", "Yes") : _ ("No")));
  add_fact (self, context, _ ("Subject"), g_strdup (info->written.subject));
  add_text (self, context, BOLD_FONT, _ ("Text"));
  add_text (self, context, FONT, info->written.text);
}

static void
add_front (MunjaSendingProof *self, GtkPrintContext *context)
{
  const MunjaSendingInfo *info = munja_sending_get_info (self->sending);
  guint n_messages = info->n_messages;

  g_array_set_size (self->lines, 0);
  add_text (self, context, HEADING_FONT, _ ("Proof of Sending"));
  if (munja_service_is_practice (self->service))
    add_text (self, context, BOLD_FONT, _ ("This was practice: nothing was really sent."));
  add_fact (self, context, _ ("Sent Through"), g_strdup (munja_describe_service (self->service)));
  add_fact (self, context, _ ("From"), munja_phone_format (info->from));
  add_times (self, context, info);
  add_ids (self, context, info);
  add_fact (self, context, _ ("Recipients"), g_strdup_printf ("%'u", n_messages));
  add_fact (self, context, _ ("Result"), munja_describe_sending_result (info));
  add_content (self, context, info);
  if (self->messages->len < n_messages) {
    g_autofree char *shown = g_strdup_printf ("%'u", self->messages->len);
    /* Translators: %s is a number. */
    g_autofree char *text = g_strdup_printf (
        _ ("The table has the first %s recipients. Export them to get all."), shown);

    add_text (self, context, BOLD_FONT, text);
  }
}

static guint
fill_lines (MunjaSendingProof *self, guint first, double *room)
{
  guint count = 0;

  while (first + count < self->lines->len) {
    double height = g_array_index (self->lines, FrontLine, first + count).height;

    if (height > *room)
      break;
    *room -= height;
    count++;
  }
  return count;
}

/* One row is for the titles. */
static guint
fill_rows (MunjaSendingProof *self, guint first, double room)
{
  int fit = (int)((room - GAP) / ROW_HEIGHT) - 1;

  return MIN (self->messages->len - first, (guint)MAX (fit, 0));
}

/**
 * munja_sending_proof_paginate:
 * @self: the proof
 * @context: what it is printed on
 *
 * Divides it into pages.
 *
 * Returns: how many there are
 */
guint
munja_sending_proof_paginate (MunjaSendingProof *self, GtkPrintContext *context)
{
  double height = gtk_print_context_get_height (context) - FOOT_HEIGHT;
  guint line = 0;
  guint row = 0;

  add_front (self, context);
  g_array_set_size (self->pages, 0);
  do {
    Page page = { line, 0, row, 0 };
    double room = height;

    page.n_lines = fill_lines (self, line, &room);
    line += page.n_lines;
    if (line == self->lines->len)
      page.n_rows = fill_rows (self, row, room);
    row += page.n_rows;
    /* Paper on which not even a line has room is given up. */
    if (page.n_lines + page.n_rows == 0 && room >= height)
      break;
    g_array_append_val (self->pages, page);
  } while (line < self->lines->len || row < self->messages->len);
  return MAX (self->pages->len, 1);
}

/* As in "010-****-5678": of a number in several parts, the last but one. */
static char *
mask (char *number)
{
  char *last = strrchr (number, '-');

  if (last == NULL)
    last = number + strlen (number) - MIN (strlen (number), 4);
  for (char *p = last - 1; p >= number && *p != '-' && *p != ' '; p--)
    *p = '*';
  return number;
}

static void
draw_cell (GtkPrintContext *context, const char *font, guint column, double y, const char *text)
{
  double width = gtk_print_context_get_width (context);
  double start = starts[column] * width;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout
      = new_layout (context, font, text, starts[column + 1] * width - start - 6);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, start, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_titles (GtkPrintContext *context, double y)
{
  const char *titles[N_COLUMNS] = { _ ("No."), C_ ("column", "Name"), C_ ("column", "Number"),
                                    C_ ("column", "Result"), C_ ("column", "Time") };
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  for (guint i = 0; i < N_COLUMNS; i++)
    draw_cell (context, BOLD_FONT, i, y, titles[i]);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y + ROW_HEIGHT - 2);
  cairo_line_to (cr, gtk_print_context_get_width (context), y + ROW_HEIGHT - 2);
  cairo_stroke (cr);
}

static char *
describe_row_time (const MunjaSentMessage *message)
{
  gint64 time = message->received != 0 ? message->received : message->reported;
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return time != 0 ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static void
draw_row (MunjaSendingProof *self, GtkPrintContext *context, guint row, double y)
{
  const MunjaSentMessage *message = g_ptr_array_index (self->messages, row);
  g_autofree char *place = g_strdup_printf ("%'u", message->row + 1);
  g_autofree char *number = munja_describe_sent_number (message);
  g_autofree char *reason = munja_sent_reason_dup (message);
  g_autofree char *result = g_strdup_printf ("%s%s%s", munja_describe_sent_state (message->state),
                                             *reason != '\0' ? " · " : "", reason);
  g_autofree char *time = describe_row_time (message);

  draw_cell (context, FONT, 0, y, place);
  draw_cell (context, FONT, 1, y, message->name);
  draw_cell (context, FONT, 2, y, self->is_masked ? mask (number) : number);
  draw_cell (context, FONT, 3, y, result);
  draw_cell (context, FONT, 4, y, time);
}

static double
draw_front (MunjaSendingProof *self, GtkPrintContext *context, const Page *page)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double y = 0;

  for (guint i = 0; i < page->n_lines; i++) {
    const FrontLine *line = &g_array_index (self->lines, FrontLine, page->first_line + i);
    PangoLayoutLine *shown = pango_layout_get_line_readonly (line->layout, line->line);
    PangoRectangle logical;

    pango_layout_line_get_extents (shown, NULL, &logical);
    cairo_move_to (cr, 0, y - (double)logical.y / PANGO_SCALE);
    pango_cairo_show_layout_line (cr, shown);
    y += line->height;
  }
  return y;
}

static void
draw_foot (MunjaSendingProof *self, GtkPrintContext *context, guint page)
{
  /* Translators: which of how many. */
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->pages->len);
  double width = gtk_print_context_get_width (context);
  g_autoptr (PangoLayout) layout = new_layout (context, FONT, text, width);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_move_to (cr, 0, gtk_print_context_get_height (context) - FOOT_HEIGHT / 2);
  pango_cairo_show_layout (cr, layout);
}

/**
 * munja_sending_proof_draw:
 * @self: a proof that was divided into pages
 * @context: what it is printed on
 * @page: which page, from 0
 */
void
munja_sending_proof_draw (MunjaSendingProof *self, GtkPrintContext *context, guint page)
{
  const Page *drawn = page < self->pages->len ? &g_array_index (self->pages, Page, page) : NULL;
  double y;

  if (drawn == NULL)
    return;
  y = draw_front (self, context, drawn);
  y += drawn->n_lines > 0 ? GAP : 0;
  if (drawn->n_rows > 0)
    draw_titles (context, y);
  for (guint i = 0; i < drawn->n_rows; i++)
    draw_row (self, context, drawn->first_row + i, y + (i + 1) * ROW_HEIGHT);
  draw_foot (self, context, page);
}
