package dev.rollcall.server.mail;

import dev.rollcall.core.admin.WelcomeMails.HeldChange;
import java.util.Optional;

/** The mail to an admin when a directory would take out more people than it may (R32). Names are on one line each. */
record HeldLetter(String name, String organisation, String directory, HeldChange held) {

    String subject() {
        return people() + " of " + organisation + " would lose access: please decide";
    }

    private String people() {
        return held.people() == 1 ? "1 person" : held.people() + " people";
    }

    private String what() {
        return "the directory \"" + directory + "\" would take access from " + people() + " of " + organisation
                + ", more than it may in one go. Nobody has lost access: they stay as they are until an administrator"
                + " decides.";
    }

    private String todo() {
        return "Look at the people of the hold " + held.holdId()
                + ". If the change is intended, approve it. If not, reject it and correct the identity provider.";
    }

    String text(Optional<String> link) {
        return "Hello " + name + ",\n\n" + what() + "\n\n" + todo() + "\n"
                + link.map(url -> "\n" + url + "\n").orElse("");
    }

    String html(Optional<String> link, Letterhead head) {
        return "<p>Hello " + Letterhead.safe(name) + ",</p><p>" + Letterhead.safe(what()) + "</p><p>"
                + Letterhead.safe(todo()) + "</p>"
                + link.map(url -> head.button(url, "Sign in and decide")).orElse("");
    }
}
