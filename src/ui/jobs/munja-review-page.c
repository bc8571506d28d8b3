#include "config.h"

#include "munja-review-page.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe-review.h"
#include "munja-describe-time.h"
#include "munja-describe.h"
#include "munja-phone.h"
#include "munja-property-row.h"
#include "munja-review-reader.h"
#include "munja-side-by-side.h"
#include "munja-wrap-box.h"
#include "munja-wrap-button.h"

/* For so long after it has come the page sends nothing: a second click was meant for the button
 * that was there before. In ms. */
#define SETTLE_TIME 500

struct _MunjaReviewPage {
  AdwBin parent_instance;

  /* Template children. */
  AdwBin *body;
  GtkWidget *scroller;
  GtkWidget *side;
  GtkScrolledWindow *side_scroller;
  AdwBin *side_place;
  AdwBin *reader_place;
  MunjaReviewReader *reader;
  GtkLabel *heading;
  AdwPreferencesGroup *points;
  AdwPreferencesGroup *facts;
  MunjaPropertyRow *from_row;
  MunjaPropertyRow *to_row;
  MunjaPropertyRow *when_row;
  MunjaPropertyRow *replaces_row;
  MunjaPropertyRow *kind_row;
  MunjaPropertyRow *type_row;
  MunjaPropertyRow *price_row;
  MunjaPropertyRow *after_row;
  GtkWidget *shortage;
  GtkLabel *shortage_label;
  GtkWidget *count_entry;
  GtkWidget *back_button;
  GtkButton *send_button;

  GPtrArray *rows;  /* of @points */
  guint n_people;   /* who get it */
  gint64 scheduled; /* when, 0 for now */
  guint settle_id;  /* ends the time in which nothing is sent */
  gboolean is_blocked;
  gboolean asks_count; /* how many they are has to be typed */
};

/**
 * MunjaReviewPage::send:
 *
 * The person has decided to send what is shown.
 */

/**
 * MunjaReviewPage::back:
 *
 * The person does not want to send it now.
 */

/**
 * MunjaReviewPage::fix:
 * @kind: a #MunjaReviewKind
 *
 * The person wants to correct what the message or the list has.
 */

/**
 * MunjaReviewPage::leave-out:
 * @point: one of the review's points
 *
 * The person wants to send it without those that the point is about.
 */
enum {
  SIGNAL_SEND,
  SIGNAL_BACK,
  SIGNAL_FIX,
  SIGNAL_LEAVE_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaReviewPage, munja_review_page, ADW_TYPE_BIN)

static gboolean
can_send (MunjaReviewPage *self)
{
  g_autofree char *typed
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->count_entry))));
  g_autofree char *wanted = g_strdup_printf ("%u", self->n_people);

  return !self->is_blocked && self->settle_id == 0
         && (!self->asks_count || g_str_equal (typed, wanted));
}

static void
update_send (MunjaReviewPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_button), can_send (self));
}

/* Puts the focus where the person goes on: what is to be typed, the button that sends one text with
 * nothing to look at, or the way back. */
static void
focus (MunjaReviewPage *self)
{
  if (self->asks_count)
    gtk_widget_grab_focus (self->count_entry);
  else if (self->n_people == 1 && self->rows->len == 0 && can_send (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->send_button));
  else
    gtk_widget_grab_focus (self->back_button);
}

static gboolean
settled_cb (gpointer user_data)
{
  MunjaReviewPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->settle_id = 0;
  update_send (self);
  /* Whoever has gone on to something else stays there. */
  if (root != NULL && gtk_root_get_focus (root) == self->back_button)
    focus (self);
  return G_SOURCE_REMOVE;
}

static void
settle (MunjaReviewPage *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_TIME, settled_cb, self);
}

static void
send_cb (MunjaReviewPage *self)
{
  if (can_send (self))
    g_signal_emit (self, signals[SIGNAL_SEND], 0);
}

static void
back_cb (MunjaReviewPage *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
fix_cb (GtkButton *button, MunjaReviewPage *self)
{
  guint kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));

  g_signal_emit (self, signals[SIGNAL_FIX], 0, kind);
}

static void
leave_out_cb (GtkButton *button, MunjaReviewPage *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVE_OUT], 0,
                 g_object_get_data (G_OBJECT (button), "point"));
}

/* Shows what those read that a point is about, one after the other. */
static void
row_activated_cb (AdwActionRow *row, MunjaReviewPage *self)
{
  const MunjaReviewPoint *point = g_object_get_data (G_OBJECT (row), "point");
  guint step = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "step"));

  munja_review_reader_show_row (self->reader, g_array_index (point->rows, guint, step));
  g_object_set_data (G_OBJECT (row), "step", GUINT_TO_POINTER ((step + 1) % point->rows->len));
}

static GtkWidget *
add_button (AdwActionRow *row, MunjaWrapBox *buttons, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  row, NULL, -1);
  munja_wrap_box_append (buttons, button);
  return button;
}

/* How the person can correct something in the form; %NULL if that is nothing to correct. */
static const char *
describe_fix (MunjaReviewKind kind)
{
  switch (kind) {
  case MUNJA_REVIEW_MAY_HAVE_SENT:
  case MUNJA_REVIEW_REPEATED:
  case MUNJA_REVIEW_DOUBLE:
    return NULL;
  case MUNJA_REVIEW_LOOKALIKE:
    return _ ("Replace");
  case MUNJA_REVIEW_TIME_PASSED:
  case MUNJA_REVIEW_NO_COLUMN:
  case MUNJA_REVIEW_TOO_LONG:
  case MUNJA_REVIEW_LACKING:
  case MUNJA_REVIEW_SPOILED:
  case MUNJA_REVIEW_OTHER_DAY:
  case MUNJA_REVIEW_PHONE_KIND:
  case MUNJA_REVIEW_INVALID:
  default:
    return _ ("Fix");
  }
}

static void
add_buttons (MunjaReviewPage *self,
             AdwActionRow *row,
             const MunjaReview *review,
             MunjaReviewPoint *point,
             gboolean can_fix)
{
  const char *fix = can_fix ? describe_fix (point->kind) : NULL;
  GtkWidget *buttons = g_object_new (MUNJA_TYPE_WRAP_BOX, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *button;

  adw_action_row_add_suffix (row, buttons);

  if (fix != NULL) {
    button = add_button (row, MUNJA_WRAP_BOX (buttons), fix);
    g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (point->kind));
    g_signal_connect (button, "clicked", G_CALLBACK (fix_cb), self);
  }
  if (munja_review_can_leave_out (review, point)) {
    button = add_button (row, MUNJA_WRAP_BOX (buttons), _ ("Leave Out"));
    g_object_set_data (G_OBJECT (button), "point", point);
    g_signal_connect (button, "clicked", G_CALLBACK (leave_out_cb), self);
  }
}

/* What keeps the message back is an error, what is left out anyway is only told. */
static GtkWidget *
new_icon (MunjaReviewKind kind)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (
      kind >= MUNJA_REVIEW_INVALID ? "dialog-information-symbolic" : "dialog-warning-symbolic");

  if (kind <= MUNJA_REVIEW_TOO_LONG)
    gtk_widget_add_css_class (icon, "error");
  else if (kind < MUNJA_REVIEW_INVALID)
    gtk_widget_add_css_class (icon, "warning");
  return icon;
}

static void
add_point (MunjaReviewPage *self,
           const MunjaReview *review,
           MunjaReviewPoint *point,
           gboolean can_fix)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = munja_describe_review_point (review, point);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), munja_describe_review_note (point));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "review");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_icon (point->kind));
  add_buttons (self, ADW_ACTION_ROW (row), review, point, can_fix);
  if (point->rows != NULL) {
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    gtk_widget_set_tooltip_text (row, _ ("Shows what these people read"));
    g_object_set_data (G_OBJECT (row), "point", point);
    g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), self);
  }
  adw_preferences_group_add (self->points, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_points (MunjaReviewPage *self, const MunjaReview *review, gboolean can_fix)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->points, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < review->points->len; i++)
    add_point (self, review, g_ptr_array_index (review->points, i), can_fix);
  gtk_widget_set_visible (GTK_WIDGET (self->points), review->points->len > 0);
}

static char *
describe_row (const MunjaAudience *people, gsize row)
{
  MunjaRecipient recipient = munja_audience_get (people, row);

  return munja_describe_person (recipient.name, recipient.country, recipient.number);
}

static char *
describe_recipients (const MunjaAudience *people)
{
  gsize length = munja_audience_get_length (people);
  g_autofree char *first = describe_row (people, 0);
  g_autofree char *last = describe_row (people, length - 1);
  g_autofree char *count = munja_describe_people (length);

  return length == 1 ? g_steal_pointer (&first)
                     : g_strdup_printf ("%s\n%s … %s", count, first, last);
}

static void
show_facts (MunjaReviewPage *self, const MunjaReview *review, const char *replaces)
{
  const MunjaOrder *order = review->order;
  MunjaAdvertising advertising = order->message->advertising;
  g_autofree char *from = munja_phone_format (order->from);
  g_autofree char *to = describe_recipients (order->recipients);
  g_autofree char *when
      = order->scheduled != 0 ? munja_describe_seoul_time (order->scheduled) : NULL;
  g_autofree char *types = munja_describe_types (review->n_types);

  munja_property_row_set_value (self->from_row, from);
  munja_property_row_set_value (self->to_row, to);
  munja_property_row_set_value (self->when_row, when);
  munja_property_row_set_value (self->replaces_row, replaces);
  munja_property_row_set_value (self->kind_row, advertising != MUNJA_ADVERTISING_NONE
                                                    ? munja_describe_advertising (advertising)
                                                    : NULL);
  munja_property_row_set_value (self->type_row, types);
  adw_preferences_group_set_description (
      self->facts, order->scheduled != 0
                       ? _ ("The charge comes at that time, so the balance has to be there then.")
                       : NULL);
}

/* The prices are those of now, and an app's fee may come on top. */
static void
set_money_row (MunjaPropertyRow *row, MunjaMoney amount, gboolean is_known)
{
  g_autofree char *money = munja_describe_money (amount);
  /* Translators: %s is an amount of money. */
  g_autofree char *about = g_strdup_printf (_ ("about %s"), money);

  munja_property_row_set_value (row, is_known ? about : NULL);
}

static void
show_heading (MunjaReviewPage *self, MunjaMoney price)
{
  g_autofree char *people = munja_describe_people (self->n_people);
  g_autofree char *money = munja_describe_money (price);
  g_autofree char *text = NULL;

  if (self->n_people == 1 && self->scheduled == 0)
    text = g_strdup (_ ("Send This Text?"));
  else if (price < 0)
    /* Translators: %s is how many, as in "42 people". */
    text = g_strdup_printf (_ ("Send to %s?"), people);
  else
    /* Translators: how many, as in "42 people", and what it costs. */
    text = g_strdup_printf (_ ("Send to %s for about %s?"), people, money);
  gtk_label_set_label (self->heading, text);
}

static void
show_count_entry (MunjaReviewPage *self)
{
  /* Translators: %s is a number, without separators, as it is to be typed. */
  g_autofree char *wanted = g_strdup_printf ("%u", self->n_people);
  g_autofree char *hint = g_strdup_printf (_ ("Type %s to send"), wanted);
  /* Translators: %s is a number, without separators, as it is to be typed. */
  g_autofree char *label = g_strdup_printf (_ ("Type %s, the number of people, to send"), wanted);

  gtk_editable_set_text (GTK_EDITABLE (self->count_entry), "");
  gtk_widget_set_visible (self->count_entry, self->asks_count);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->count_entry), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/* Beside the rest where there is room, and at its end where there is not. */
static void
place_reader (MunjaReviewPage *self)
{
  MunjaSideBySide *sides = MUNJA_SIDE_BY_SIDE (adw_bin_get_child (self->body));
  gboolean is_folded = munja_side_by_side_get_folded (sides);
  AdwBin *place = is_folded ? self->reader_place : self->side_place;
  AdwBin *other = is_folded ? self->side_place : self->reader_place;

  if (adw_bin_get_child (place) != NULL)
    return;
  g_object_ref (self->reader);
  adw_bin_set_child (other, NULL);
  adw_bin_set_child (place, GTK_WIDGET (self->reader));
  g_object_unref (self->reader);
}

static void
munja_review_page_dispose (GObject *object)
{
  g_clear_handle_id (&MUNJA_REVIEW_PAGE (object)->settle_id, g_source_remove);

  G_OBJECT_CLASS (munja_review_page_parent_class)->dispose (object);
}

static void
munja_review_page_finalize (GObject *object)
{
  g_ptr_array_unref (MUNJA_REVIEW_PAGE (object)->rows);

  G_OBJECT_CLASS (munja_review_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, body);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, side);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, side_scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, side_place);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, reader_place);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, reader);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, heading);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, points);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, facts);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, to_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, when_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, replaces_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, type_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, price_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, after_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, shortage);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, shortage_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, count_entry);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewPage, send_button);
  gtk_widget_class_bind_template_callback (widget_class, update_send);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
munja_review_page_class_init (MunjaReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_review_page_finalize;

  signals[SIGNAL_SEND]
      = g_signal_new ("send", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_BACK]
      = g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FIX] = g_signal_new ("fix", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_LEAVE_OUT] = g_signal_new ("leave-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (MUNJA_TYPE_PROPERTY_ROW);
  g_type_ensure (MUNJA_TYPE_REVIEW_READER);
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-review-page.ui");
  bind_children (widget_class);
}

static void
munja_review_page_init (MunjaReviewPage *self)
{
  GtkWidget *sides;

  gtk_widget_init_template (GTK_WIDGET (self));
  munja_wrap_button (self->back_button);
  munja_wrap_button (self->send_button);
  self->rows = g_ptr_array_new ();
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->send_button),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->heading, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->back_button),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->heading, NULL, -1);
  sides = munja_side_by_side_new (self->scroller, self->side);
  adw_bin_set_child (self->body, sides);
  g_signal_connect_object (sides, "notify::folded", G_CALLBACK (place_reader), self,
                           G_CONNECT_SWAPPED);
}

/**
 * munja_review_page_show:
 * @self: the page
 * @review: what there is to look at; it stays as long as somebody acts on the page's signals
 * @replaces: (nullable): the scheduled message that it takes the place of, in words
 * @confirm_above: with more people than this, their number has to be typed
 * @can_fix: whether the message can be corrected where it comes from
 *
 * Shows what is about to be sent, from the top, and takes the focus. It can be sent half a second
 * later.
 */
void
munja_review_page_show (MunjaReviewPage *self,
                        const MunjaReview *review,
                        const char *replaces,
                        guint confirm_above,
                        gboolean can_fix)
{
  g_autofree char *label = NULL;

  g_return_if_fail (MUNJA_IS_REVIEW_PAGE (self));

  self->n_people = munja_review_get_n_people (review);
  self->scheduled = review->order->scheduled;
  self->is_blocked = munja_review_is_blocked (review);
  self->asks_count = !self->is_blocked && self->n_people > confirm_above;
  label = munja_describe_send (self->n_people, self->scheduled);
  gtk_button_set_label (self->send_button, label);
  show_facts (self, review, replaces);
  show_points (self, review, can_fix);
  show_count_entry (self);
  munja_review_reader_set_report (self->reader, review->report);
  gtk_widget_set_sensitive (GTK_WIDGET (self->points), TRUE);
  settle (self);
  update_send (self);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->side_scroller), 0);
  focus (self);
}

/**
 * munja_review_page_set_money:
 * @self: the page, which shows something
 * @price: what it costs, below 0 if not known
 * @balance: what there is to pay it with, below 0 if not known
 *
 * Says what it costs, and whether there is enough for that.
 */
void
munja_review_page_set_money (MunjaReviewPage *self, MunjaMoney price, MunjaMoney balance)
{
  gboolean has_rest = price >= 0 && balance >= 0;
  gboolean is_short = has_rest && balance < price;
  g_autofree char *missing = munja_describe_money (ABS (price - balance));
  /* Translators: %s is an amount of money that the balance lacks. */
  g_autofree char *text = g_strdup_printf (_ ("%s short"), missing);

  g_return_if_fail (MUNJA_IS_REVIEW_PAGE (self));

  show_heading (self, price);
  set_money_row (self->price_row, price, price >= 0);
  set_money_row (self->after_row, balance - price, has_rest);
  gtk_label_set_label (self->shortage_label, text);
  gtk_widget_set_visible (self->shortage, is_short);
}

/**
 * munja_review_page_set_busy:
 * @self: the page, which shows something
 *
 * Takes no answer but the way back until munja_review_page_show().
 */
void
munja_review_page_set_busy (MunjaReviewPage *self)
{
  g_return_if_fail (MUNJA_IS_REVIEW_PAGE (self));

  gtk_widget_grab_focus (self->back_button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->points), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_button), FALSE);
}
