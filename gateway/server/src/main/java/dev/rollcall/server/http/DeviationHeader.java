package dev.rollcall.server.http;

import dev.rollcall.scim.DeviationRule;
import dev.rollcall.trace.Notes.Told;
import java.util.List;

/**
 * The header {@code Rollcall-Deviations}: what was accepted against the RFC, as a list of structured fields (RFC 9651), such as
 * {@code unknown-attribute;left-out;detail="..."}. Deviations that would make it longer than a proxy may accept are only counted,
 * in its last member, {@code more;count=3}.
 */
final class DeviationHeader {

    private static final int LONGEST = 1_000;
    private static final int LONGEST_DETAIL = 300;

    private DeviationHeader() {}

    static String of(List<Told> told) {
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < told.size(); i++) {
            String member = member(told.get(i));
            if (header.length() + member.length() > LONGEST) {
                return header.append(header.isEmpty() ? "" : ", ")
                        .append("more;count=")
                        .append(told.size() - i)
                        .toString();
            }
            header.append(header.isEmpty() ? "" : ", ").append(member);
        }
        return header.toString();
    }

    private static String member(Told told) {
        DeviationRule rule = told.deviation().rule();
        StringBuilder member = new StringBuilder(rule.word());
        if (rule.leavesOut()) {
            member.append(";left-out");
        }
        if (!told.place().isEmpty()) {
            member.append(";operation=").append(quoted(told.place()));
        }
        return member.append(";detail=")
                .append(quoted(told.deviation().detail()))
                .toString();
    }

    /** A string of RFC 9651: ASCII that can be printed, with a question mark for everything else. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        int end = Math.min(text.length(), LONGEST_DETAIL);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c >= 0x20 && c < 0x7f ? c : '?');
            }
        }
        return quoted.append(end < text.length() ? "...\"" : "\"").toString();
    }
}
