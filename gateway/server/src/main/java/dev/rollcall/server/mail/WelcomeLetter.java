package dev.rollcall.server.mail;

import dev.rollcall.core.admin.WelcomeMails.Due;
import dev.rollcall.core.admin.WelcomeMails.HeldChange;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import java.util.Optional;

/** Writes the text of a mail, plain and as HTML: a welcome, or the notice to an admin that a mass change is held. */
final class WelcomeLetter {

    private final String from;
    private final Optional<String> link;
    private final Letterhead head;

    /**
     * Makes it.
     *
     * @param link where people sign in, if that is known
     */
    WelcomeLetter(String from, Optional<String> link, Letterhead head) {
        this.from = from;
        this.link = link;
        this.head = head;
    }

    MailMessage to(Due mail, String address) {
        String organisation = line(mail.organisation());
        MailMessage message = new MailMessage().setFrom(from).setTo(address);
        HeldChange held = mail.held();
        if (held == null) {
            message.setSubject("You are now a member of " + organisation)
                    .setText(head.text(text(line(mail.displayName()), organisation, address)));
            head.write(message, html(line(mail.displayName()), organisation, address));
        } else {
            HeldLetter letter = new HeldLetter(line(mail.displayName()), organisation, line(held.directory()), held);
            message.setSubject(letter.subject()).setText(head.text(letter.text(link)));
            head.write(message, letter.html(link, head));
        }
        // The same for every try, so that a mail system can tell a second copy; and no answers of absent people.
        return message.setHeaders(MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", "<" + mail.id() + "@rollcall>")
                .add("Auto-Submitted", "auto-generated"));
    }

    /** One that says what it is given, to whom it is given. */
    MailMessage plain(String address, String subject, String text) {
        return new MailMessage()
                .setFrom(from)
                .setTo(address)
                .setSubject(line(subject))
                .setText(head.text(text))
                .setHeaders(MultiMap.caseInsensitiveMultiMap().add("Auto-Submitted", "auto-generated"));
    }

    private String text(String name, String organisation, String address) {
        return "Hello " + name + ",\n\n"
                + "you have been invited to " + organisation + ", and are a member from now on.\n"
                + link.map(url -> "Sign in here with your address " + address + ":\n\n" + url + "\n")
                        .orElse("Sign in with your address " + address + ".\n")
                + "\nIf you did not expect this, ask an administrator of " + organisation + ".\n";
    }

    private String html(String name, String organisation, String address) {
        String where = "<p>Sign in with your address " + Letterhead.safe(address) + ".</p>"
                + link.map(url -> head.button(url, "Sign in")).orElse("");
        return "<p>Hello " + Letterhead.safe(name) + ",</p>"
                + "<p>you have been invited to " + Letterhead.safe(organisation) + ", and are a member from now on.</p>"
                + where
                + "<p>If you did not expect this, ask an administrator of " + Letterhead.safe(organisation) + ".</p>";
    }

    /** On one line: a name may not add a header or a paragraph. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
