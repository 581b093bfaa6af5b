package dev.rollcall.server.mail;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailMessage;
import org.apache.commons.text.StringEscapeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Shows in a mail who sends it: the name of the product that people know stands above and below the text.
 *
 * @param product on one line
 * @param colour of its name and of buttons, as {@code #1a5c4c}; can be read on white
 * @param logo a PNG picture that stands before the name, or null. It comes with the mail, because mail programs load nothing that stands
 *     elsewhere until they are told to
 */
record Letterhead(String product, String colour, @Nullable Buffer logo) {

    /** The gateway's own. */
    static final String OWN_COLOUR = "#1a5c4c";

    private static final String FONT = "font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1b2220";

    /** What a mail says as text. */
    String text(String says) {
        return says + "\n-- \n" + product + "\n";
    }

    private static final String LOGO_ID = "logo";

    private static final String LOGO = "<img src=\"cid:" + LOGO_ID
            + "\" alt=\"\" height=\"32\" style=\"height:32px;vertical-align:middle;margin-right:10px\">";

    /** Gives a mail its HTML part. */
    MailMessage write(MailMessage message, String says) {
        message.setHtml(html(says));
        if (logo != null) {
            message.setInlineAttachment(MailAttachment.create()
                    .setContentType("image/png")
                    .setDisposition("inline")
                    .setContentId("<" + LOGO_ID + ">")
                    .setName("logo.png")
                    .setData(logo));
        }
        return message;
    }

    /** What a mail says as HTML; most mail programs know styles that stand in attributes, and nothing else. */
    private String html(String says) {
        return "<div lang=\"en\" style=\"" + FONT + ";max-width:36em;margin:0 auto;padding:1em\"><p style=\"color:"
                + colour + ";font-weight:bold;font-size:18px;margin:0 0 1em\">" + (logo == null ? "" : LOGO)
                + safe(product) + "</p>" + says
                + "</div>";
    }

    /** A link that is to be pressed. */
    String button(String url, String label) {
        return "<p><a href=\"" + safe(url) + "\" style=\"display:inline-block;background:" + colour
                + ";color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none;font-weight:bold\">"
                + safe(label) + "</a></p>";
    }

    static String safe(String text) {
        return StringEscapeUtils.escapeHtml4(text);
    }
}
