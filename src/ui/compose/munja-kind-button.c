#include "config.h"

#include "munja-kind-button.h"

#include <glib/gi18n.h>

#include "munja-api.h"
#include "munja-mark-invalid.h"

/* How soon it shows that night has come. In seconds. */
#define LOOK_INTERVAL 5

/* What the label and the rows are remembered as. */
#define SENDER_KEY  "ad-sender"
#define OPT_OUT_KEY "ad-opt-out"

struct _MunjaKindButton {
  AdwBin parent_instance;

  /* Template children. */
  GtkToggleButton *information_button;
  GtkToggleButton *advertisement_button;
  GtkLabel *kind_note;
  GtkWidget *rows;
  AdwEntryRow *sender_row;
  AdwEntryRow *opt_out_row;
  GtkSwitch *night_switch;
  GtkLabel *lines_note;
  GtkLabel *night_note;
  GtkButton *schedule_button;

  /* Owned. */
  MunjaClient *client;
  MunjaComposeModel *model;

  gint64 scheduled; /* in µs since 1970 UTC, 0 for now */
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
  SIGNAL_CHANGED,
  SIGNAL_SCHEDULE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaKindButton, munja_kind_button, ADW_TYPE_BIN)

/* In the order of the classes that a note can have. */
typedef enum {
  NOTE_DIM,
  NOTE_PLAIN,
  NOTE_WARNING,
  NOTE_ERROR,
} NoteLook;

static const char *const note_classes[] = { "dim-label", NULL, "warning", "error" };

static void
set_note (GtkLabel *label, const char *text, NoteLook look)
{
  for (gsize i = 0; i < G_N_ELEMENTS (note_classes); i++)
    if (note_classes[i] != NULL && i != look)
      gtk_widget_remove_css_class (GTK_WIDGET (label), note_classes[i]);
  if (note_classes[look] != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), note_classes[look]);
  /* What is said already is not said once more to who listens. */
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static gboolean
is_advertisement (MunjaKindButton *self)
{
  return gtk_toggle_button_get_active (self->advertisement_button);
}

/* What is only a guess is said once, and never in the way. */
static void
update_hint (MunjaKindButton *self)
{
  g_autofree char *found = NULL;
  g_autofree char *text = NULL;
  MunjaAdvertisementHint hint
      = munja_advertisement_get_hint (munja_compose_model_get_content (self->model), &found);

  self->asked = self->asked && munja_kind_button_get_kind (self) == MUNJA_MESSAGE_KIND_UNKNOWN;
  if (self->asked)
    return;
  if (is_advertisement (self) || hint == MUNJA_ADVERTISEMENT_HINT_NONE) {
    set_note (self->kind_note, NULL, NOTE_DIM);
    return;
  }
  if (hint == MUNJA_ADVERTISEMENT_HINT_LABEL)
    /* Translators: %s is something out of the text of the message. */
    text = g_strdup_printf (_ ("“%s” is what advertisements say. If this is one, choose "
                               "“Advertisement”, and it gets all that the law asks for."),
                            found);
  else
    /* Translators: %s is a word out of the text of the message. */
    text = g_strdup_printf (_ ("“%s” often stands in advertisements. Is this one?"), found);
  set_note (self->kind_note, text,
            hint == MUNJA_ADVERTISEMENT_HINT_LABEL ? NOTE_WARNING : NOTE_DIM);
}

static void
show_lines (MunjaKindButton *self)
{
  munja_mark_invalid (self->sender_row, FALSE);
  munja_mark_invalid (self->opt_out_row, FALSE);
  set_note (self->lines_note,
            is_advertisement (self)
                ? _ ("“(광고)” and the name are put before the text, and “무료수신거부” with the "
                     "number behind it.")
                : NULL,
            NOTE_DIM);
}

/* By the service's clock, which the message will be judged by when it is to go out. */
static gint64
get_delivery (MunjaKindButton *self)
{
  gint64 ahead_us = self->ahead_us;

  if (self->client != NULL)
    ahead_us += munja_api_get_ahead_us (munja_client_get_api (self->client));
  return self->scheduled != 0 ? self->scheduled : g_get_real_time () + ahead_us;
}

static gboolean
is_too_late (MunjaKindButton *self)
{
  return is_advertisement (self) && !gtk_switch_get_active (self->night_switch)
         && munja_night_contains (get_delivery (self));
}

static void
update_night (MunjaKindButton *self)
{
  gboolean applies = is_advertisement (self) && !gtk_switch_get_active (self->night_switch);
  gboolean too_late = is_too_late (self);
  const char *text = NULL;

  if (too_late)
    text = _ ("Advertisements may not arrive between 20:50 and 08:00 in Seoul, and this one would. "
              "Choose another time.");
  else if (applies)
    text = _ ("Advertisements may not arrive between 20:50 and 08:00 in Seoul.");
  self->refused = self->refused && too_late;
  if (self->refused)
    set_note (self->night_note, text, NOTE_ERROR);
  else
    set_note (self->night_note, text, too_late ? NOTE_WARNING : NOTE_DIM);
  gtk_widget_set_visible (GTK_WIDGET (self->schedule_button), too_late);
}

static gboolean
look_cb (gpointer user_data)
{
  update_night (user_data);
  return G_SOURCE_CONTINUE;
}

static void
kind_changed_cb (MunjaKindButton *self)
{
  gtk_widget_set_visible (self->rows, is_advertisement (self));
  show_lines (self);
  update_night (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
line_edited_cb (MunjaKindButton *self)
{
  show_lines (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
night_changed_cb (MunjaKindButton *self)
{
  update_night (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The button goes away with what it mends, and the focus must not be lost with it. */
static void
schedule_cb (MunjaKindButton *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->advertisement_button));
  g_signal_emit (self, signals[SIGNAL_SCHEDULE], 0, munja_night_get_end (get_delivery (self)));
}

static void
munja_kind_button_map (GtkWidget *widget)
{
  MunjaKindButton *self = MUNJA_KIND_BUTTON (widget);

  GTK_WIDGET_CLASS (munja_kind_button_parent_class)->map (widget);
  update_night (self);
  self->look_id = g_timeout_add_seconds (LOOK_INTERVAL, look_cb, self);
}

static void
munja_kind_button_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MUNJA_KIND_BUTTON (widget)->look_id, g_source_remove);
  GTK_WIDGET_CLASS (munja_kind_button_parent_class)->unmap (widget);
}

static void
set_model (MunjaKindButton *self, MunjaComposeModel *model)
{
  if (!g_set_object (&self->model, model) || model == NULL)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (update_hint), self, G_CONNECT_SWAPPED);
  update_hint (self);
}

static void
munja_kind_button_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MODEL:
    set_model (MUNJA_KIND_BUTTON (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_kind_button_dispose (GObject *object)
{
  MunjaKindButton *self = MUNJA_KIND_BUTTON (object);

  g_clear_object (&self->client);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (munja_kind_button_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-kind-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, information_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, advertisement_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, kind_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, rows);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, sender_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, opt_out_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, night_switch);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, lines_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, night_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, schedule_button);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, night_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, schedule_cb);
}

static void
munja_kind_button_class_init (MunjaKindButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = munja_kind_button_set_property;
  object_class->dispose = munja_kind_button_dispose;
  widget_class->map = munja_kind_button_map;
  widget_class->unmap = munja_kind_button_unmap;

  /**
   * MunjaKindButton:model:
   *
   * Knows what the message says, so that the group can say what in it speaks of an advertisement.
   * It is set once.
   */
  properties[PROP_MODEL]
      = g_param_spec_object ("model", NULL, NULL, MUNJA_TYPE_COMPOSE_MODEL,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * MunjaKindButton::changed:
   *
   * Tells that munja_kind_button_read() reads something else now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * MunjaKindButton::schedule:
   * @time_us: in µs since 1970 UTC
   *
   * The person wants the message to go out then, as it may not at the time that is chosen.
   */
  signals[SIGNAL_SCHEDULE] = g_signal_new ("schedule", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  bind_template (widget_class);
}

static void
munja_kind_button_init (MunjaKindButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_row (AdwEntryRow *row, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
fill_row (MunjaKindButton *self, AdwEntryRow *row, const char *key)
{
  GSettings *profile = munja_client_get_profile (self->client);
  g_autofree char *text = g_settings_get_string (profile, key);

  set_row (row, text);
}

static void
offer_remembered (MunjaKindButton *self)
{
  if (self->client == NULL)
    return;
  fill_row (self, self->sender_row, SENDER_KEY);
  fill_row (self, self->opt_out_row, OPT_OUT_KEY);
}

/**
 * munja_kind_button_set_client:
 * @self: the group
 * @client: whom the message is sent through
 *
 * Offers what was used there last, and goes by the clock there.
 */
void
munja_kind_button_set_client (MunjaKindButton *self, MunjaClient *client)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  if (g_set_object (&self->client, client) && !is_advertisement (self))
    offer_remembered (self);
}

/**
 * munja_kind_button_remember:
 * @self: a group whose message is being sent
 *
 * Keeps who advertises and where to opt out, to be offered for the next advertisement. What kind
 * of message it was, and what people agreed to, is never remembered.
 */
void
munja_kind_button_remember (MunjaKindButton *self)
{
  GSettings *profile;

  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  if (self->client == NULL || !is_advertisement (self))
    return;
  profile = munja_client_get_profile (self->client);
  g_settings_set_string (profile, SENDER_KEY,
                         gtk_editable_get_text (GTK_EDITABLE (self->sender_row)));
  g_settings_set_string (profile, OPT_OUT_KEY,
                         gtk_editable_get_text (GTK_EDITABLE (self->opt_out_row)));
}

/**
 * munja_kind_button_get_kind:
 * @self: the group
 *
 * Returns: what the person said that the message is
 */
MunjaMessageKind
munja_kind_button_get_kind (MunjaKindButton *self)
{
  g_return_val_if_fail (MUNJA_IS_KIND_BUTTON (self), MUNJA_MESSAGE_KIND_UNKNOWN);

  if (is_advertisement (self))
    return MUNJA_MESSAGE_KIND_ADVERTISEMENT;
  return gtk_toggle_button_get_active (self->information_button) ? MUNJA_MESSAGE_KIND_INFORMATION
                                                                 : MUNJA_MESSAGE_KIND_UNKNOWN;
}

/**
 * munja_kind_button_set_kind:
 * @self: the group
 * @kind: what the message is; with UNKNOWN it is a new one, for which the person has yet to say it
 */
void
munja_kind_button_set_kind (MunjaKindButton *self, MunjaMessageKind kind)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  gtk_toggle_button_set_active (self->information_button, kind == MUNJA_MESSAGE_KIND_INFORMATION);
  gtk_toggle_button_set_active (self->advertisement_button,
                                kind == MUNJA_MESSAGE_KIND_ADVERTISEMENT);
  if (kind != MUNJA_MESSAGE_KIND_UNKNOWN)
    return;
  gtk_switch_set_active (self->night_switch, FALSE);
  offer_remembered (self);
}

/**
 * munja_kind_button_read:
 * @self: the group
 * @content: (inout): gets what it is about advertisements
 */
void
munja_kind_button_read (MunjaKindButton *self, MunjaContent *content)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  g_free (content->ad_sender);
  g_free (content->ad_opt_out);
  content->is_advertisement = is_advertisement (self);
  content->is_information = munja_kind_button_get_kind (self) == MUNJA_MESSAGE_KIND_INFORMATION;
  content->ad_sender = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sender_row)));
  content->ad_opt_out = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->opt_out_row)));
  content->night_consent = gtk_switch_get_active (self->night_switch);
}

static MunjaMessageKind
get_kind_of (const MunjaContent *content)
{
  if (content->is_advertisement)
    return MUNJA_MESSAGE_KIND_ADVERTISEMENT;
  return content->is_information ? MUNJA_MESSAGE_KIND_INFORMATION : MUNJA_MESSAGE_KIND_UNKNOWN;
}

/**
 * munja_kind_button_show:
 * @self: the group
 * @content: a message that was written before
 *
 * Shows what @content is, as far as that was said.
 */
void
munja_kind_button_show (MunjaKindButton *self, const MunjaContent *content)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  munja_kind_button_set_kind (self, get_kind_of (content));
  /* What it holds for the next advertisement stays beside a message that is none. */
  if (content->is_advertisement || *content->ad_sender != '\0')
    set_row (self->sender_row, content->ad_sender);
  if (content->is_advertisement || *content->ad_opt_out != '\0')
    set_row (self->opt_out_row, content->ad_opt_out);
  gtk_switch_set_active (self->night_switch, content->night_consent);
}

/**
 * munja_kind_button_set_time:
 * @self: the group
 * @scheduled: when the message is to go out, in µs since 1970 UTC, 0 for now
 */
void
munja_kind_button_set_time (MunjaKindButton *self, gint64 scheduled)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  self->scheduled = scheduled;
  update_night (self);
}

/**
 * munja_kind_button_set_clock:
 * @self: the group
 * @ahead_us: how far its clock is ahead of the service's, in µs
 *
 * Lets a test be in the night. Outside tests it is 0.
 */
void
munja_kind_button_set_clock (MunjaKindButton *self, gint64 ahead_us)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  self->ahead_us = ahead_us;
  update_night (self);
}

static void
add_sentence (GString *text, gboolean applies, const char *sentence)
{
  if (!applies)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
}

static char *
describe_problems (MunjaAdvertisementProblems problems, const MunjaContent *content)
{
  GString *text = g_string_new (NULL);
  g_autofree char *label = munja_advertisement_find_wrong_label (content);
  /* Translators: %s is something out of the message. */
  g_autofree char *remove
      = g_strdup_printf (_ ("Take “%s” out of the message: the label is put there as the law words "
                            "it."),
                         label != NULL ? label : "");

  add_sentence (text, problems & MUNJA_ADVERTISEMENT_NO_SENDER,
                _ ("Enter who advertises, such as the name of your shop."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_UNSENDABLE_SENDER,
                _ ("The name has characters that cannot be sent: write it without them."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_NO_OPT_OUT,
                _ ("Enter the number at which people can opt out for free."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_NOT_FREE,
                _ ("Opting out has to be free: enter a number of 10 or 11 digits that begins with "
                   "080."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_NO_TEXT,
                _ ("Write what you advertise: a picture alone is not enough."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_WRONG_LABEL, remove);
  return g_string_free (text, FALSE);
}

/**
 * munja_kind_button_check_lines:
 * @self: the group
 *
 * Checks that an advertisement has what the law asks for. If not, it says why and takes the focus.
 *
 * Returns: whether it has, or is none
 */
gboolean
munja_kind_button_check_lines (MunjaKindButton *self)
{
  const MunjaContent *content;
  g_autofree char *text = NULL;
  MunjaAdvertisementProblems problems;
  gboolean bad_number;
  gboolean bad_sender;

  g_return_val_if_fail (MUNJA_IS_KIND_BUTTON (self), FALSE);

  if (!is_advertisement (self))
    return TRUE;
  content = munja_compose_model_get_content (self->model);
  problems = munja_advertisement_check (content);
  show_lines (self);
  if (problems == MUNJA_ADVERTISEMENT_OK)
    return TRUE;
  text = describe_problems (problems, content);
  set_note (self->lines_note, text, NOTE_ERROR);
  bad_number = problems & (MUNJA_ADVERTISEMENT_NO_OPT_OUT | MUNJA_ADVERTISEMENT_NOT_FREE);
  bad_sender = problems & (MUNJA_ADVERTISEMENT_NO_SENDER | MUNJA_ADVERTISEMENT_UNSENDABLE_SENDER);
  munja_mark_invalid (self->sender_row, bad_sender);
  munja_mark_invalid (self->opt_out_row, bad_number);
  gtk_widget_grab_focus (bad_number && !bad_sender ? GTK_WIDGET (self->opt_out_row)
                                                   : GTK_WIDGET (self->sender_row));
  return FALSE;
}

/**
 * munja_kind_button_check:
 * @self: the group
 *
 * Checks that the person has said what the message is, and that it may go out as that at the time
 * that is chosen. If not, it says why and takes the focus.
 *
 * Returns: whether it may
 */
gboolean
munja_kind_button_check (MunjaKindButton *self)
{
  g_return_val_if_fail (MUNJA_IS_KIND_BUTTON (self), FALSE);

  if (munja_kind_button_get_kind (self) == MUNJA_MESSAGE_KIND_UNKNOWN) {
    self->asked = TRUE;
    set_note (self->kind_note, _ ("Say whether this is information or an advertisement."),
              NOTE_ERROR);
    gtk_widget_grab_focus (GTK_WIDGET (self->information_button));
    return FALSE;
  }
  if (!munja_kind_button_check_lines (self))
    return FALSE;
  self->refused = TRUE;
  update_night (self);
  if (!self->refused)
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->schedule_button));
  return FALSE;
}
