#include "config.h"

#include "munja-message-editor.h"

#include <glib/gi18n.h>

#include "munja-advertisement.h"
#include "munja-lookalike.h"
#include "munja-mark-invalid.h"
#include "munja-message.h"
#include "munja-meter-scroller.h"
#include "munja-name-button.h"
#include "munja-problem-bar.h"
#include "munja-symbols-popover.h"
#include "munja-wrap-box.h"

/* What a person puts in at once, in bytes of UTF-8, is no more than some times what a message has
 * room for: a text view makes a line as a whole, which takes seconds when it has a million letters.
 */
#define MAX_INSERTED 10000

/* So many fields of a list have buttons of their own, which show so much of their names. */
#define MAX_FIELD_BUTTONS 3
#define MAX_FIELD_CHARS   12

struct _MunjaMessageEditor {
  AdwBin parent_instance;

  /* Template children. */
  GtkWidget *subject_group;
  AdwEntryRow *subject_row;
  GtkLabel *subject_count;
  GtkLabel *first_line;
  GtkTextView *text_view;
  GtkLabel *last_line;
  MunjaProblemBar *problem_bar;
  GtkLabel *note;
  MunjaWrapBox *field_buttons;
  GtkMenuButton *fields_button;
  GtkMenuButton *symbols_button;
  GtkWidget *subject_button;
  GtkDropDown *type_choice;
  MunjaMeter *meter;

  /* Owned. */
  MunjaPreedit *preedit;
  MunjaMeterScroller *scroller;

  MunjaComposeModel *model;

  gboolean wants_subject; /* the person asked for the row */
  gboolean in_action;     /* the person changes the text, in any way but undoing */
};

enum {
  PROP_MODEL = 1,
  N_PROPS,
};

/**
 * MunjaMessageEditor::changed:
 *
 * Something else is written, be it a syllable that is still being composed, or another type chosen.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaMessageEditor, munja_message_editor, ADW_TYPE_BIN)

static void
show_note (MunjaMessageEditor *self, const char *text)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

/* A subject is one line. */
static char *
dup_subject (MunjaMessageEditor *self)
{
  g_autofree char *raw = munja_preedit_dup_entry (self->preedit, FALSE);
  char *normalized = munja_text_normalize (raw);

  return g_strstrip (g_strdelimit (normalized, "\n", ' '));
}

/* What is wrong with the message besides its characters, which the bar tells. */
static const char *
describe_problem (const MunjaMeasure *measure)
{
  if (munja_measure_is_too_long (measure))
    return measure->type == MUNJA_MESSAGE_TYPE_SMS
               ? _ ("The text is too long for an SMS. Please shorten it, or choose another type.")
               : _ ("The text is too long to be sent. Please shorten it.");
  if (measure->subject_refused)
    return _ ("An SMS has no subject. Please remove it, or choose another type.");
  if (munja_measure_is_subject_too_long (measure))
    return _ ("The subject is too long to be sent. Please shorten it.");
  return NULL;
}

static void
update_subject (MunjaMessageEditor *self)
{
  const MunjaMeasure *now = munja_compose_model_get_measure (self->model);
  gboolean is_wrong = now->subject_refused || munja_measure_is_subject_too_long (now);
  gboolean is_shown
      = self->wants_subject || now->subject_bytes > 0 || now->type != MUNJA_MESSAGE_TYPE_SMS;
  /* Translators: bytes used, and bytes there may be. */
  g_autofree char *count = g_strdup_printf (_ ("%'u / %'u"), (guint)now->subject_bytes,
                                            (guint)MUNJA_SUBJECT_MAX_BYTES);

  gtk_label_set_label (self->subject_count, count);
  munja_mark_invalid (self->subject_row, is_wrong);
  gtk_widget_set_visible (self->subject_group, is_shown);
  gtk_widget_set_visible (self->subject_button, !is_shown
                                                    && munja_message_editor_get_type_choice (self)
                                                           != MUNJA_TYPE_CHOICE_SMS);
}

static void
show_line (GtkLabel *label, char *line)
{
  gtk_label_set_label (label, line != NULL ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (label), line != NULL);
  g_free (line);
}

/* What an advertisement gets is counted, and so is seen where it is written. */
static void
update_lines (MunjaMessageEditor *self)
{
  const MunjaContent *content = munja_compose_model_get_content (self->model);
  gboolean has_lines = content->is_advertisement;

  show_line (self->first_line, has_lines ? munja_advertisement_dup_first_line (content) : NULL);
  show_line (self->last_line, has_lines ? munja_advertisement_dup_last_line (content) : NULL);
}

static void
update (MunjaMessageEditor *self)
{
  update_subject (self);
  show_note (self, describe_problem (munja_compose_model_get_measure (self->model)));
}

static void
add_subject_cb (MunjaMessageEditor *self)
{
  self->wants_subject = TRUE;
  update_subject (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->subject_row));
}

static void
changed_cb (MunjaMessageEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_model (MunjaMessageEditor *self, MunjaComposeModel *model)
{
  if (!g_set_object (&self->model, model) || model == NULL)
    return;
  g_object_set (self->meter, "model", model, NULL);
  g_signal_connect_object (model, "changed", G_CALLBACK (update_lines), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "measured", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
munja_message_editor_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MODEL:
    set_model (MUNJA_MESSAGE_EDITOR (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
insert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaMessageEditor *self = MUNJA_MESSAGE_EDITOR (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, g_variant_get_string (parameter, NULL), -1,
                                                TRUE);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (self->text_view, gtk_text_buffer_get_insert (buffer));
  gtk_menu_button_popdown (self->symbols_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
create_symbols_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, munja_symbols_popover_new ("editor.insert"));
}

static void
munja_message_editor_dispose (GObject *object)
{
  MunjaMessageEditor *self = MUNJA_MESSAGE_EDITOR (object);

  g_clear_object (&self->model);
  g_clear_object (&self->preedit);
  g_clear_object (&self->scroller);

  G_OBJECT_CLASS (munja_message_editor_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, subject_group);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, subject_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, subject_count);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, first_line);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, text_view);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, last_line);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, field_buttons);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, fields_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, symbols_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, subject_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, type_choice);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, meter);
  gtk_widget_class_bind_template_callback (widget_class, add_subject_cb);
}

static void
munja_message_editor_class_init (MunjaMessageEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = munja_message_editor_set_property;
  object_class->dispose = munja_message_editor_dispose;

  /**
   * MunjaMessageEditor:model:
   *
   * Knows what becomes of what is written here; whoever owns both tells it. It is set once.
   */
  properties[PROP_MODEL]
      = g_param_spec_object ("model", NULL, NULL, MUNJA_TYPE_COMPOSE_MODEL,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MUNJA_TYPE_METER);
  g_type_ensure (MUNJA_TYPE_PROBLEM_BAR);
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-message-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.insert", "s", insert_action);
}

static void
name_type_choice (MunjaMessageEditor *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->type_choice);
  /* Translators: %s is what is chosen, as in "Message Type: Automatic". */
  g_autofree char *name
      = g_strdup_printf (_ ("Message Type: %s"), gtk_string_object_get_string (chosen));

  /* What has the focus is the button inside. */
  munja_name_button (gtk_widget_get_first_child (GTK_WIDGET (self->type_choice)), name);
}

static void
action_begins_cb (MunjaMessageEditor *self)
{
  self->in_action = TRUE;
}

static void
action_ends_cb (MunjaMessageEditor *self)
{
  self->in_action = FALSE;
}

static void
insert_text_cb (MunjaMessageEditor *self,
                GtkTextIter *place,
                const char *text,
                int length,
                GtkTextBuffer *buffer)
{
  if (!self->in_action || length <= MAX_INSERTED)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  show_note (self, _ ("That is too long for a message, and was not put in."));
}

static void
limit_inserted (MunjaMessageEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);

  g_signal_connect_swapped (buffer, "begin-user-action", G_CALLBACK (action_begins_cb), self);
  g_signal_connect_swapped (buffer, "end-user-action", G_CALLBACK (action_ends_cb), self);
  g_signal_connect_swapped (buffer, "insert-text", G_CALLBACK (insert_text_cb), self);
}

static void
connect_changes (MunjaMessageEditor *self)
{
  g_signal_connect_object (self->preedit, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text_view), "changed",
                            G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->subject_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->type_choice, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->type_choice, "notify::selected", G_CALLBACK (name_type_choice),
                            self);
}

static void
munja_message_editor_init (MunjaMessageEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->preedit = munja_preedit_new (self->text_view, GTK_EDITABLE (self->subject_row));
  self->scroller = munja_meter_scroller_new (self->text_view, GTK_WIDGET (self->meter));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  munja_meter_get_label (self->meter), NULL, -1);
  munja_problem_bar_watch (self->problem_bar, self->text_view, self->subject_row);
  name_type_choice (self);
  gtk_menu_button_set_create_popup_func (self->symbols_button, create_symbols_cb, NULL, NULL);
  connect_changes (self);
  limit_inserted (self);
}

/**
 * munja_message_editor_dup_text:
 * @self: the editor
 *
 * Returns: (transfer full): what has been handed over to it, normalised; not the syllable that is
 *   still being composed
 */
char *
munja_message_editor_dup_text (MunjaMessageEditor *self)
{
  g_autofree char *raw = NULL;

  g_return_val_if_fail (MUNJA_IS_MESSAGE_EDITOR (self), NULL);

  raw = munja_preedit_dup_text (self->preedit, FALSE);
  return munja_text_normalize (raw);
}

/**
 * munja_message_editor_dup_subject:
 * @self: the editor
 *
 * Returns: (transfer full) (nullable): the subject, normalised, %NULL without one
 */
char *
munja_message_editor_dup_subject (MunjaMessageEditor *self)
{
  g_autofree char *subject = NULL;

  g_return_val_if_fail (MUNJA_IS_MESSAGE_EDITOR (self), NULL);

  subject = dup_subject (self);
  return *subject != '\0' ? g_steal_pointer (&subject) : NULL;
}

/**
 * munja_message_editor_get_type_choice:
 * @self: the editor
 *
 * Returns: what the person wants the message to go out as
 */
MunjaTypeChoice
munja_message_editor_get_type_choice (MunjaMessageEditor *self)
{
  g_return_val_if_fail (MUNJA_IS_MESSAGE_EDITOR (self), MUNJA_TYPE_CHOICE_AUTO);

  /* The list is in the order of the choices. */
  return (MunjaTypeChoice)gtk_drop_down_get_selected (self->type_choice);
}

/**
 * munja_message_editor_set_text:
 * @self: the editor
 * @text: what is to be in it
 *
 * Replaces the text; never while the person types, since that would upset the input method.
 */
void
munja_message_editor_set_text (MunjaMessageEditor *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_MESSAGE_EDITOR (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
}

/**
 * munja_message_editor_replace_lookalikes:
 * @self: the editor
 *
 * Puts what is meant in the place of what munja_lookalike_find() finds in the text, as one step
 * that can be undone.
 */
void
munja_message_editor_replace_lookalikes (MunjaMessageEditor *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;
  g_autofree char *meant = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_return_if_fail (MUNJA_IS_MESSAGE_EDITOR (self));

  buffer = gtk_text_view_get_buffer (self->text_view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  found = munja_lookalike_find (text);
  meant = munja_lookalike_replace (text, found);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, meant, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * munja_message_editor_read:
 * @self: the editor
 * @content: (inout): gets subject, text and type as they were typed and chosen, with the syllable
 *   that is still being composed: the person sees it, so that it is not to be lost
 */
void
munja_message_editor_read (MunjaMessageEditor *self, MunjaContent *content)
{
  g_return_if_fail (MUNJA_IS_MESSAGE_EDITOR (self));

  g_free (content->subject);
  content->subject = munja_preedit_dup_entry (self->preedit, TRUE);
  g_free (content->text);
  content->text = munja_preedit_dup_text (self->preedit, TRUE);
  content->type = munja_message_editor_get_type_choice (self);
}

/**
 * munja_message_editor_load:
 * @self: the editor
 * @content: what is to be in it: subject, text and type
 *
 * Replaces everything; never while the person types, since that would upset the input method.
 */
void
munja_message_editor_load (MunjaMessageEditor *self, const MunjaContent *content)
{
  g_return_if_fail (MUNJA_IS_MESSAGE_EDITOR (self));

  self->wants_subject = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), content->subject);
  gtk_drop_down_set_selected (self->type_choice, content->type);
  munja_message_editor_set_text (self, content->text);
  update_subject (self);
}

static GtkWidget *
new_field_button (const char *name)
{
  g_autofree char *field = g_strdup_printf ("#{%s}", name);
  g_autofree char *text = g_strconcat ("＋ ", name, NULL);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_FIELD_CHARS);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, field);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.insert");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", field);
  return button;
}

static void
add_field_item (GMenu *menu, const char *name)
{
  g_autofree char *field = g_strdup_printf ("#{%s}", name);
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  /* An underscore would name a key. */
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "editor.insert", "s", field);
  g_menu_append_item (menu, item);
}

/**
 * munja_message_editor_set_fields:
 * @self: the editor
 * @fields: (nullable) (array zero-terminated=1): names that the list has for its columns
 *
 * Offers fields to put into the text, as `#{name}`: a few as buttons, and more of them in a menu.
 * Without any there is nothing to choose from.
 */
void
munja_message_editor_set_fields (MunjaMessageEditor *self, const char *const *fields)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gsize n_fields = fields != NULL ? g_strv_length ((GStrv)fields) : 0;
  GtkWidget *child;

  g_return_if_fail (MUNJA_IS_MESSAGE_EDITOR (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->field_buttons))) != NULL)
    gtk_widget_unparent (child);
  for (gsize i = 0; i < n_fields; i++)
    if (n_fields <= MAX_FIELD_BUTTONS)
      munja_wrap_box_append (self->field_buttons, new_field_button (fields[i]));
    else
      add_field_item (menu, fields[i]);
  gtk_menu_button_set_menu_model (self->fields_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->fields_button), n_fields > MAX_FIELD_BUTTONS);
  gtk_widget_set_visible (GTK_WIDGET (self->field_buttons),
                          n_fields > 0 && n_fields <= MAX_FIELD_BUTTONS);
}

static void
show_problem (MunjaMessageEditor *self, const MunjaMeasure *found)
{
  const char *problem = describe_problem (found);
  gboolean is_in_subject = problem != NULL && !munja_measure_is_too_long (found);

  show_note (self, problem != NULL
                       ? problem
                       : _ ("Some characters cannot be sent. Please replace them or leave them "
                            "out."));
  gtk_widget_grab_focus (is_in_subject ? GTK_WIDGET (self->subject_row)
                                       : GTK_WIDGET (self->text_view));
}

/**
 * munja_message_editor_check:
 * @self: the editor
 * @message: what is to be sent
 *
 * Checks that a message can be sent. If not, it says why and takes the focus. How long it is for
 * whom is not looked at if it has fields: what is put in makes it shorter or longer for each
 * recipient.
 *
 * Returns: whether it can
 */
gboolean
munja_message_editor_check (MunjaMessageEditor *self, const MunjaMessage *message)
{
  g_autofree char *stripped = g_strstrip (g_strdup (message->text));
  MunjaMeasure found;

  g_return_val_if_fail (MUNJA_IS_MESSAGE_EDITOR (self), FALSE);

  if (*stripped == '\0') {
    show_note (self, _ ("Write something to send."));
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
    return FALSE;
  }
  found = munja_measure (message->text, message->subject, message->type, message->picture != NULL);
  if (munja_message_get_fields (message)[0] != NULL) {
    found.bytes = 0;
    found.subject_bytes = 0;
  }
  if (munja_measure_can_send (&found))
    return TRUE;
  show_problem (self, &found);
  return FALSE;
}

/**
 * munja_message_editor_settle:
 * @self: the editor; it waits for one caller at a time
 * @next_focus: what gets the focus, so that the input method hands over its syllable
 * @callback: (scope async): called once, perhaps before this returns, unless @self ends first
 * @user_data: goes to @callback
 *
 * Waits until the text holds everything that the person sees in it, 150 ms at the most, and nothing
 * twice. The subject is only waited for.
 */
void
munja_message_editor_settle (MunjaMessageEditor *self,
                             GtkWidget *next_focus,
                             MunjaPreeditCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_MESSAGE_EDITOR (self));

  munja_preedit_settle (self->preedit, next_focus, callback, user_data);
}
