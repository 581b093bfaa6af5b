package dev.rollcall.server.mail;

import org.apache.commons.text.StringEscapeUtils;

/**
 * Whose mails they are: the name of the product that people know stands above and below what they say.
 *
 * @param product on one line
 * @param colour of its name and of buttons, as {@code #1a5c4c}; can be read on white
 */
record Letterhead(String product, String colour) {

    /** The gateway's own. */
    static final String OWN_COLOUR = "#1a5c4c";

    private static final String FONT = "font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1b2220";

    /** What a mail says as text. */
    String text(String says) {
        return says + "\n-- \n" + product + "\n";
    }

    /** What a mail says as HTML; most mail programs know styles that stand in attributes, and nothing else. */
    String html(String says) {
        return "<div lang=\"en\" style=\"" + FONT + ";max-width:36em;margin:0 auto;padding:1em\"><p style=\"color:"
                + colour + ";font-weight:bold;font-size:18px;margin:0 0 1em\">" + safe(product) + "</p>" + says
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
