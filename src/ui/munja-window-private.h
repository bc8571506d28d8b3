#pragma once

#include "munja-client.h"
#include "munja-compose-page.h"
#include "munja-result-page.h"
#include "munja-sign-in.h"
#include "munja-strip.h"
#include "munja-welcome-page.h"
#include "munja-window.h"

G_BEGIN_DECLS

struct _MunjaWindow {
  AdwApplicationWindow parent_instance;

  /* Template children. */
  GtkButton *new_button;
  GtkMenuButton *account_button;
  AdwWindowTitle *title;
  MunjaStrip *practice_strip;
  MunjaStrip *notice_strip;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  MunjaWelcomePage *welcome_page;
  MunjaComposePage *compose_page;
  MunjaResultPage *result_page;

  /* Owned. */
  GSettings *settings;
  MunjaClient *client;
  MunjaAccount *account;
  MunjaPracticeProcess *practice;
  MunjaMember *member;
  GError *load_error;        /* what reading the keyring ran into */
  GCancellable *cancellable; /* ends with the window */
  GCancellable *session;     /* ends with the client */
  AdwToast *wait_toast;      /* a message is on its way, so that the window stays */
  MunjaSignIn *sign_in;      /* the attempt that is going on */
  GCancellable *sign_in_cancellable;

  gboolean loaded; /* the keyring has been read */
};

void munja_window_update (MunjaWindow *self);
void munja_window_refresh_account (MunjaWindow *self);
void munja_window_show_error (MunjaWindow *self, const GError *error, const char *remark);
void munja_window_ask (MunjaWindow *self,
                       const char *heading,
                       const char *body,
                       const char *label,
                       const char *action_name);

void munja_window_install_actions (GtkWidgetClass *widget_class);
GSettings *munja_window_new_profile (const char *service_id);
void munja_window_use_service (MunjaWindow *self);
void munja_window_use_client (MunjaWindow *self, MunjaClient *client);
void munja_window_load (MunjaWindow *self);
void munja_window_forget_member (MunjaWindow *self);

void munja_window_sign_in (MunjaWindow *self, gboolean embedded);
void munja_window_cancel_sign_in (MunjaWindow *self);
void munja_window_edit_registration (MunjaWindow *self, const char *action_after);

G_END_DECLS
