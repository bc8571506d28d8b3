#include "config.h"

#include "munja-preview.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe.h"
#include "munja-phone.h"
#include "munja-picture-view.h"
#include "munja-wrap-box.h"

struct _MunjaPreview {
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *who;
  GtkWidget *bubble;
  MunjaPictureView *picture;
  GtkLabel *subject;
  GtkLabel *text;
  GtkLabel *size;
  GtkLabel *note;
  GtkLabel *types;
  GtkWidget *steps;
  GtkWidget *previous_button;
  GtkLabel *position;
  GtkWidget *next_button;
  GtkWidget *problem_button;

  /* Owned. */
  MunjaComposeModel *model;
  MunjaMergeReport *check; /* what is shown */

  gsize row;
};

enum {
  PROP_MODEL = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaPreview, munja_preview, ADW_TYPE_BIN)

static gsize
get_length (MunjaPreview *self)
{
  return munja_audience_get_length (self->check->table);
}

static char *
describe_who (MunjaPreview *self)
{
  MunjaRecipient recipient;

  if (get_length (self) == 0)
    return g_strdup (munja_merge_report_get_fields (self->check)[0] != NULL
                         ? _ ("Name people to see what they read")
                         : _ ("What everybody reads"));
  recipient = munja_audience_get (self->check->table, self->row);
  return munja_describe_person (recipient.name, recipient.country, recipient.number);
}

/* Below 0 if not known. */
static MunjaMoney
find_price (MunjaPreview *self, MunjaMessageType type)
{
  const char *country = get_length (self) > 0
                            ? munja_audience_get (self->check->table, self->row).country
                            : MUNJA_PHONE_HOME_COUNTRY;

  return munja_prices_find (munja_compose_model_get_prices (self->model), country, type);
}

static char *
describe_size (MunjaPreview *self, const MunjaMergeRow *row)
{
  MunjaMoney price = find_price (self, row->type);
  g_autofree char *money = price >= 0 ? munja_describe_money (price) : NULL;

  if (money == NULL)
    /* Translators: bytes used, bytes there may be, and the type, as in "78 / 90 bytes · SMS". */
    return g_strdup_printf (_ ("%'u / %'u bytes · %s"), (unsigned)row->size.bytes,
                            (unsigned)munja_message_type_get_max_bytes (row->type),
                            munja_message_type_to_string (row->type));
  /* Translators: as in "78 / 90 bytes · SMS · ₩18"; the last one is an amount of money. */
  return g_strdup_printf (_ ("%'u / %'u bytes · %s · %s"), (unsigned)row->size.bytes,
                          (unsigned)munja_message_type_get_max_bytes (row->type),
                          munja_message_type_to_string (row->type), money);
}

static char *
describe_problem (MunjaPreview *self, const MunjaMergeRow *row)
{
  if (self->check->unbound[0] != NULL && get_length (self) > 0)
    /* Translators: %s is a merge field, as in "이름". */
    return g_strdup_printf (_ ("There is no column “%s” in the list."), self->check->unbound[0]);
  if (row->is_too_long)
    return g_strdup (_ ("This text is too long to be sent."));
  if (row->has_long_subject)
    return g_strdup (_ ("This subject is too long to be sent."));
  if (row->lacks >= 0)
    /* Translators: %s is a merge field, as in "이름". */
    return g_strdup_printf (_ ("Nothing is put in for “%s”."),
                            munja_merge_report_get_fields (self->check)[row->lacks]);
  if (row->spoils >= 0)
    /* Translators: %s is a merge field, as in "이름". */
    return g_strdup_printf (_ ("What is put in for “%s” has characters that phones do not know."),
                            munja_merge_report_get_fields (self->check)[row->spoils]);
  return NULL;
}

static GBytes *
get_picture (const MunjaMergeReport *check)
{
  return check != NULL ? munja_merge_get_message (check->merge)->picture : NULL;
}

static void
show_message (MunjaPreview *self)
{
  g_autofree char *subject = munja_merge_report_dup_subject (self->check, self->row);
  g_autofree char *text = munja_merge_report_dup_text (self->check, self->row);

  gtk_label_set_label (self->subject, subject != NULL ? subject : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subject), subject != NULL);
  gtk_label_set_label (self->text, text);
  /* A bubble with nothing in it would be a blot. */
  gtk_widget_set_opacity (
      self->bubble, *text != '\0' || subject != NULL || get_picture (self->check) != NULL ? 1 : 0);
}

static void
show_problem (MunjaPreview *self, const MunjaMergeRow *row)
{
  g_autofree char *problem = describe_problem (self, row);
  gboolean is_error = munja_merge_row_is_too_long (row) || self->check->unbound[0] != NULL;
  const char *classes[] = { is_error ? "error" : "warning", NULL };

  gtk_label_set_label (self->note, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), problem != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->note), classes);
}

/* What there is of each type, and how many are of another one than the text by itself would be. */
static char *
describe_all (MunjaPreview *self)
{
  guint n_grown = (guint)self->check->n_grown;
  guint n_types[MUNJA_N_MESSAGE_TYPES];
  g_autofree char *types = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    n_types[i] = (guint)self->check->n_types[i];
  types = munja_describe_types (n_types);
  /* Translators: how many messages there are of each type, as in "SMS 40, LMS 2". */
  g_string_append_printf (text, _ ("Together: %s"), types);
  if (n_grown > 0) {
    g_string_append_c (text, '\n');
    g_string_append_printf (text,
                            ngettext ("%'u message is too long for an SMS with what is put in.",
                                      "%'u messages are too long for an SMS with what is put in.",
                                      n_grown),
                            n_grown);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Only where the one that is shown does not say it all. */
static void
show_types (MunjaPreview *self)
{
  g_autofree char *text = describe_all (self);
  gboolean differ = FALSE;

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    differ = differ || (self->check->n_types[i] > 0 && self->check->n_types[i] < get_length (self));
  gtk_label_set_label (self->types, text);
  gtk_widget_set_visible (GTK_WIDGET (self->types), differ || self->check->n_grown > 0);
}

static void
show_steps (MunjaPreview *self)
{
  gsize length = get_length (self);
  /* Translators: which of how many, as in "3 / 42". */
  g_autofree char *position
      = g_strdup_printf (_ ("%'u / %'u"), (guint)self->row + 1, (guint)length);

  gtk_label_set_label (self->position, position);
  gtk_widget_set_visible (self->steps, length > 1);
  gtk_widget_set_visible (self->problem_button, self->check->problems->len > 0);
  gtk_widget_set_sensitive (self->previous_button, self->row > 0);
  gtk_widget_set_sensitive (self->next_button, self->row + 1 < length);
}

static void
update (MunjaPreview *self)
{
  MunjaMergeRow row = munja_merge_report_get_row (self->check, self->row);
  g_autofree char *who = describe_who (self);
  g_autofree char *size = describe_size (self, &row);

  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->size, size);
  show_message (self);
  show_problem (self, &row);
  show_types (self);
  show_steps (self);
}

static void
go_to (MunjaPreview *self, gsize row)
{
  self->row = row;
  update (self);
}

static void
previous_cb (MunjaPreview *self)
{
  go_to (self, self->row - 1);
}

static void
next_cb (MunjaPreview *self)
{
  go_to (self, self->row + 1);
}

static void
show_picture (MunjaPreview *self)
{
  GBytes *picture = get_picture (self->check);

  munja_picture_view_set_picture (self->picture, picture);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), picture != NULL);
}

/* It stays with the row that was shown, as long as there is one. */
static void
reported_cb (MunjaPreview *self)
{
  g_autoptr (MunjaMergeReport) before = g_steal_pointer (&self->check);
  gsize length;

  self->check = munja_merge_report_ref (munja_compose_model_get_report (self->model));
  if (get_picture (self->check) != get_picture (before))
    show_picture (self);
  length = get_length (self);
  go_to (self, MIN (self->row, length > 0 ? length - 1 : 0));
}

static void
set_model (MunjaPreview *self, MunjaComposeModel *model)
{
  if (!g_set_object (&self->model, model) || model == NULL)
    return;
  g_signal_connect_object (model, "reported", G_CALLBACK (reported_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "priced", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  reported_cb (self);
}

static void
munja_preview_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MODEL:
    set_model (MUNJA_PREVIEW (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_preview_dispose (GObject *object)
{
  g_clear_object (&MUNJA_PREVIEW (object)->model);

  G_OBJECT_CLASS (munja_preview_parent_class)->dispose (object);
}

static void
munja_preview_finalize (GObject *object)
{
  g_clear_pointer (&MUNJA_PREVIEW (object)->check, munja_merge_report_unref);

  G_OBJECT_CLASS (munja_preview_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, who);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, bubble);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, picture);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, subject);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, text);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, size);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, types);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, steps);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, previous_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, position);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, next_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreview, problem_button);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, munja_preview_show_problem);
}

static void
munja_preview_class_init (MunjaPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = munja_preview_set_property;
  object_class->dispose = munja_preview_dispose;
  object_class->finalize = munja_preview_finalize;

  /**
   * MunjaPreview:model:
   *
   * The message that is shown as one of those who get it reads it. It is set once.
   */
  properties[PROP_MODEL]
      = g_param_spec_object ("model", NULL, NULL, MUNJA_TYPE_COMPOSE_MODEL,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MUNJA_TYPE_PICTURE_VIEW);
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-preview.ui");
  bind_children (widget_class);
}

static void
munja_preview_init (MunjaPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_preview_new:
 * @model: the message
 *
 * Makes what shows a message as one of those who get it reads it, and steps through them.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
munja_preview_new (MunjaComposeModel *model)
{
  return g_object_new (MUNJA_TYPE_PREVIEW, "model", model, NULL);
}

/**
 * munja_preview_show_problem:
 * @self: the preview
 *
 * Goes on to the next person whose message needs a look, if there is one.
 */
void
munja_preview_show_problem (MunjaPreview *self)
{
  gsize row;

  g_return_if_fail (MUNJA_IS_PREVIEW (self));

  if (munja_merge_report_find_problem (self->check, self->row, &row))
    go_to (self, row);
}

/**
 * munja_preview_show_longest:
 * @self: the preview
 *
 * Goes to the person whose text is the longest.
 */
void
munja_preview_show_longest (MunjaPreview *self)
{
  g_return_if_fail (MUNJA_IS_PREVIEW (self));

  go_to (self, self->check->largest);
}

/**
 * munja_preview_get_row:
 * @self: the preview
 *
 * Returns: whom it shows, from 0
 */
guint
munja_preview_get_row (MunjaPreview *self)
{
  g_return_val_if_fail (MUNJA_IS_PREVIEW (self), 0);

  return (guint)self->row;
}
