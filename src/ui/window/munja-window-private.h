#pragma once

#include "munja-account-info.h"
#include "munja-banner.h"
#include "munja-draft-desk.h"
#include "munja-header.h"
#include "munja-history-page.h"
#include "munja-job-page.h"
#include "munja-sign-in.h"
#include "munja-welcome-page.h"
#include "munja-window.h"

G_BEGIN_DECLS

struct _MunjaWindow {
  AdwApplicationWindow parent_instance;

  /* Template children. */
  MunjaHeader *header;
  MunjaBanner *practice_strip;
  MunjaBanner *notice_strip;
  AdwToastOverlay *toasts;
  GtkStack *levels;
  AdwViewStack *views;
  AdwViewSwitcherBar *switcher_bar;
  GtkStack *pages;
  MunjaWelcomePage *welcome_page;
  MunjaComposePage *compose_page;
  MunjaHistoryPage *history_page;
  MunjaJobPage *job_page;

  /* Owned. */
  GSettings *settings;
  MunjaClientSwitch *clients;
  MunjaAccountInfo *info;
  char *practice_program; /* NULL for the installed one */
  MunjaOutbox *outbox;
  MunjaJob *watched;         /* the job that the page shows */
  GCancellable *cancellable; /* ends with the window */
  AdwToast *wait_toast;      /* a message is on its way, so that the window stays */
  MunjaSignIn *sign_in;      /* the attempt that is going on */
  GCancellable *sign_in_cancellable;

  GSimpleActionGroup *actions;
  MunjaDraftDesk *drafts;

  GtkWindow *question; /* borrowed: asks whether to send */
  gboolean starting_practice;
  gboolean adding;  /* a message is being put into the outbox */
  gboolean closing; /* what is on its way is waited for, then the window closes */
  guint close_id;
};

void munja_window_update (MunjaWindow *self);
void munja_window_refresh_account (MunjaWindow *self);
void munja_window_install_actions (GtkWidgetClass *widget_class);

void munja_window_show_form (MunjaWindow *self);
void munja_window_start_new (MunjaWindow *self);

void munja_window_install_job_actions (GtkWidgetClass *widget_class);
void munja_window_use_outbox (MunjaWindow *self);
void munja_window_submit (MunjaWindow *self, const MunjaOrder *order);
void munja_window_show_job (MunjaWindow *self, MunjaJob *job);
void munja_window_forget_job (MunjaWindow *self);
void munja_window_leave_job (MunjaWindow *self);
MunjaJob *munja_window_take_added (gpointer user_data, MunjaOutbox *outbox, GAsyncResult *result);
void munja_window_send (MunjaWindow *self, const MunjaOrder *order);
void munja_window_ask_single (MunjaWindow *self, const MunjaOrder *order, MunjaJob *job);
void munja_window_review (MunjaWindow *self);
void munja_window_forget_question (MunjaWindow *self);
unsigned munja_window_get_undo_seconds (MunjaWindow *self);
gboolean munja_window_may_close (MunjaWindow *self);
void munja_window_go_on_closing (MunjaWindow *self);
void munja_window_end_waiting (MunjaWindow *self);

void munja_window_install_to_me_actions (GtkWidgetClass *widget_class);
void munja_window_send_to_me (MunjaWindow *self, const MunjaOrder *order);
void munja_window_sign_in (MunjaWindow *self, gboolean embedded);
void munja_window_cancel_sign_in (MunjaWindow *self);
void munja_window_edit_registration (MunjaWindow *self, const char *action_after);

G_END_DECLS
