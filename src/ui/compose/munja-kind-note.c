#include "config.h"

#include "munja-kind-note.h"

#include <glib/gi18n.h>

#include "munja-advertisement.h"
#include "munja-api.h"
#include "munja-kind-button.h"
#include "munja-wrap-box.h"

/* How soon it shows that night has come. In seconds. */
#define LOOK_INTERVAL 5

struct _MunjaKindNote {
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *note;
  GtkWidget *advertisement_button;
  GtkWidget *information_button;
  GtkWidget *schedule_button;

  /* Owned. */
  MunjaClient *client;
  MunjaComposeModel *model;

  gint64 ahead_us;
  guint look_id;
  gboolean asked;   /* the person was told to say what it is */
  gboolean refused; /* the person tried to send it at this time */
};

enum {
  PROP_MODEL = 1,
  N_PROPS,
};

enum {
  SIGNAL_ANSWERED,
  SIGNAL_SCHEDULE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaKindNote, munja_kind_note, ADW_TYPE_BIN)

static const MunjaContent *
get_content (MunjaKindNote *self)
{
  return munja_compose_model_get_content (self->model);
}

/* By the service's clock, which the message will be judged by when it is to go out. */
static gint64
get_delivery (MunjaKindNote *self)
{
  gint64 scheduled = munja_compose_model_get_scheduled (self->model);
  gint64 ahead_us = self->ahead_us;

  if (self->client != NULL)
    ahead_us += munja_api_get_ahead_us (munja_client_get_api (self->client));
  return scheduled != 0 ? scheduled : g_get_real_time () + ahead_us;
}

static gboolean
is_too_late (MunjaKindNote *self)
{
  return !munja_night_check (munja_advertisement_get_advertising (get_content (self)),
                             get_delivery (self), NULL);
}

static char *
describe_hint (MunjaAdvertisementHint hint, const char *found)
{
  if (hint == MUNJA_ADVERTISEMENT_HINT_LABEL)
    /* Translators: %s is something out of the text of the message. */
    return g_strdup_printf (_ ("“%s” is what advertisements say. If this is one, it has to get all "
                               "that the law asks for."),
                            found);
  /* Translators: %s is a word out of the text of the message. */
  return g_strdup_printf (_ ("“%s” often stands in advertisements. Is this one?"), found);
}

/* Whoever has said that it is information is asked no more, but by a label that only
 * advertisements have. */
static char *
dup_question (MunjaKindNote *self)
{
  const MunjaContent *content = get_content (self);
  g_autofree char *found = NULL;
  MunjaAdvertisementHint hint;

  if (content->is_advertisement)
    return NULL;
  hint = munja_advertisement_get_hint (content, &found);
  if (hint == MUNJA_ADVERTISEMENT_HINT_NONE
      || (content->is_information && hint != MUNJA_ADVERTISEMENT_HINT_LABEL))
    return NULL;
  return describe_hint (hint, found);
}

static void
show (MunjaKindNote *self, const char *text, gboolean is_error)
{
  /* What is said already is not said once more to who listens. */
  if (g_strcmp0 (gtk_label_get_label (self->note), text) != 0)
    gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->note), is_error ? "warning" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), is_error ? "error" : "warning");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

static void
update (MunjaKindNote *self)
{
  g_autofree char *question = dup_question (self);
  gboolean too_late = is_too_late (self);
  gboolean is_open = question != NULL && !get_content (self)->is_information;

  self->asked = self->asked && is_open;
  self->refused = self->refused && too_late;
  gtk_widget_set_visible (self->advertisement_button, question != NULL);
  gtk_widget_set_visible (self->information_button, is_open);
  gtk_widget_set_visible (self->schedule_button, too_late);
  if (too_late)
    show (self,
          _ ("Advertisements may not arrive between 20:50 and 08:00 in Seoul, and this one would. "
             "Choose another time."),
          self->refused);
  else
    show (self, question, self->asked);
}

static gboolean
look_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
answer (MunjaKindNote *self, MunjaMessageKind kind)
{
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, kind);
}

static void
advertisement_cb (MunjaKindNote *self)
{
  answer (self, MUNJA_MESSAGE_KIND_ADVERTISEMENT);
}

static void
information_cb (MunjaKindNote *self)
{
  answer (self, MUNJA_MESSAGE_KIND_INFORMATION);
}

static void
schedule_cb (MunjaKindNote *self)
{
  g_signal_emit (self, signals[SIGNAL_SCHEDULE], 0, munja_night_get_end (get_delivery (self)));
}

/* Night comes also while nothing is written. */
static void
munja_kind_note_root (GtkWidget *widget)
{
  MunjaKindNote *self = MUNJA_KIND_NOTE (widget);

  GTK_WIDGET_CLASS (munja_kind_note_parent_class)->root (widget);
  self->look_id = g_timeout_add_seconds (LOOK_INTERVAL, look_cb, self);
}

static void
munja_kind_note_unroot (GtkWidget *widget)
{
  g_clear_handle_id (&MUNJA_KIND_NOTE (widget)->look_id, g_source_remove);
  GTK_WIDGET_CLASS (munja_kind_note_parent_class)->unroot (widget);
}

static void
set_model (MunjaKindNote *self, MunjaComposeModel *model)
{
  if (!g_set_object (&self->model, model) || model == NULL)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
munja_kind_note_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MODEL:
    set_model (MUNJA_KIND_NOTE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_kind_note_dispose (GObject *object)
{
  MunjaKindNote *self = MUNJA_KIND_NOTE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (munja_kind_note_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-kind-note.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaKindNote, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindNote, advertisement_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindNote, information_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindNote, schedule_button);
  gtk_widget_class_bind_template_callback (widget_class, advertisement_cb);
  gtk_widget_class_bind_template_callback (widget_class, information_cb);
  gtk_widget_class_bind_template_callback (widget_class, schedule_cb);
}

static void
munja_kind_note_class_init (MunjaKindNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = munja_kind_note_set_property;
  object_class->dispose = munja_kind_note_dispose;
  widget_class->root = munja_kind_note_root;
  widget_class->unroot = munja_kind_note_unroot;

  /**
   * MunjaKindNote:model:
   *
   * Knows what the message says and when it goes out. It is set once.
   */
  properties[PROP_MODEL]
      = g_param_spec_object ("model", NULL, NULL, MUNJA_TYPE_COMPOSE_MODEL,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * MunjaKindNote::answered:
   * @kind: a #MunjaMessageKind
   *
   * The person has said what the message is.
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * MunjaKindNote::schedule:
   * @time_us: in µs since 1970 UTC
   *
   * The person wants the message to go out then, as it may not at the time that is chosen.
   */
  signals[SIGNAL_SCHEDULE] = g_signal_new ("schedule", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  bind_template (widget_class);
}

static void
munja_kind_note_init (MunjaKindNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_kind_note_set_client:
 * @self: the note
 * @client: whom the message is sent through
 *
 * Goes by the clock there.
 */
void
munja_kind_note_set_client (MunjaKindNote *self, MunjaClient *client)
{
  g_return_if_fail (MUNJA_IS_KIND_NOTE (self));

  g_set_object (&self->client, client);
}

/**
 * munja_kind_note_set_clock:
 * @self: the note
 * @ahead_us: how far its clock is ahead of the service's, in µs
 *
 * Lets a test be in the night. Outside tests it is 0.
 */
void
munja_kind_note_set_clock (MunjaKindNote *self, gint64 ahead_us)
{
  g_return_if_fail (MUNJA_IS_KIND_NOTE (self));

  self->ahead_us = ahead_us;
  update (self);
}

/**
 * munja_kind_note_check_kind:
 * @self: the note
 *
 * Checks that the person has said what the message is, if it speaks like an advertisement. If not,
 * it asks and takes the focus.
 *
 * Returns: whether that is clear
 */
gboolean
munja_kind_note_check_kind (MunjaKindNote *self)
{
  g_return_val_if_fail (MUNJA_IS_KIND_NOTE (self), FALSE);

  self->asked = TRUE;
  update (self);
  if (!self->asked)
    return TRUE;
  gtk_widget_grab_focus (self->advertisement_button);
  return FALSE;
}

/**
 * munja_kind_note_check_time:
 * @self: the note
 *
 * Checks that the message may arrive at the time that is chosen. If not, it says why and takes the
 * focus.
 *
 * Returns: whether it may
 */
gboolean
munja_kind_note_check_time (MunjaKindNote *self)
{
  g_return_val_if_fail (MUNJA_IS_KIND_NOTE (self), FALSE);

  self->refused = TRUE;
  update (self);
  if (!self->refused)
    return TRUE;
  gtk_widget_grab_focus (self->schedule_button);
  return FALSE;
}
