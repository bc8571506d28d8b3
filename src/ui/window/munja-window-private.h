#pragma once

#include "munja-account-info.h"
#include "munja-banner.h"
#include "munja-draft-desk.h"
#include "munja-header.h"
#include "munja-history-page.h"
#include "munja-job-desk.h"
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
  char *practice_program;    /* NULL for the installed one */
  GCancellable *cancellable; /* ends with the window */
  MunjaSignIn *sign_in;      /* the attempt that is going on */
  GCancellable *sign_in_cancellable;

  GSimpleActionGroup *actions;
  MunjaDraftDesk *drafts;
  MunjaJobDesk *jobs;

  gboolean starting_practice;
};

void munja_window_update (MunjaWindow *self);
void munja_window_refresh_account (MunjaWindow *self);
void munja_window_install_actions (GtkWidgetClass *widget_class);

void munja_window_show_form (MunjaWindow *self);

void munja_window_sign_in (MunjaWindow *self, gboolean embedded);
void munja_window_cancel_sign_in (MunjaWindow *self);
void munja_window_edit_registration (MunjaWindow *self, const char *action_after);

G_END_DECLS
