package dev.rollcall.server.mail;

import dev.rollcall.core.admin.WelcomeMails.Due;
import dev.rollcall.core.admin.WelcomeMails.HeldChange;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import java.util.Optional;
import org.apache.commons.text.StringEscapeUtils;

/** What a mail says, as text and as HTML: a welcome, or to an admin that a mass change is held. */
final class WelcomeLetter {

    private final String from;
    private final Optional<String> link;

    /**
     * Makes it.
     *
     * @param link where people sign in, if that is known
     */
    WelcomeLetter(String from, Optional<String> link) {
        this.from = from;
        this.link = link;
    }

    MailMessage to(Due mail, String address) {
        String organisation = line(mail.organisation());
        MailMessage message = new MailMessage().setFrom(from).setTo(address);
        HeldChange held = mail.held();
        if (held == null) {
            message.setSubject("You are now a member of " + organisation)
                    .setText(text(line(mail.displayName()), organisation, address))
                    .setHtml(html(line(mail.displayName()), organisation, address));
        } else {
            HeldLetter letter = new HeldLetter(line(mail.displayName()), organisation, line(held.directory()), held);
            message.setSubject(letter.subject()).setText(letter.text(link)).setHtml(letter.html(link));
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
                .setText(text)
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
        String where = link.map(url ->
                        "<p><a href=\"" + safe(url) + "\">Sign in</a> with your address " + safe(address) + ".</p>")
                .orElse("<p>Sign in with your address " + safe(address) + ".</p>");
        return "<p>Hello " + safe(name) + ",</p>"
                + "<p>you have been invited to " + safe(organisation) + ", and are a member from now on.</p>"
                + where
                + "<p>If you did not expect this, ask an administrator of " + safe(organisation) + ".</p>";
    }

    static String safe(String text) {
        return StringEscapeUtils.escapeHtml4(text);
    }

    /** On one line: a name may not add a header or a paragraph. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
