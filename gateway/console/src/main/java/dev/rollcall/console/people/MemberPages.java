package dev.rollcall.console.people;

import dev.rollcall.console.api.member.Member;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a list of members as lines of a CSV file (RFC 4180), one page of the API at a time. */
final class MemberPages {

    private static final int PAGE = 1_000;
    private static final String HEAD = "Name,E-mail,Status,Role,Seat,Managed by,Reason,Why,Member since\r\n";

    private final Visit visit;
    private final String path;
    private @Nullable String cursor = "";
    private String head = HEAD;

    MemberPages(Visit visit, Query filter) {
        this.visit = visit;
        this.path = filter.with("limit", PAGE).toString();
    }

    /** The next lines, or null at the end. */
    Future<@Nullable String> next() {
        if (cursor == null) {
            return Future.succeededFuture(null);
        }
        String from = cursor.isEmpty() ? path : path + "&cursor=" + Visit.encode(cursor);
        return visit.api().list(from, Member.class).map(found -> {
            cursor = found.next();
            String lines = head + found.items().stream().map(MemberPages::line).collect(Collectors.joining());
            head = "";
            return lines;
        });
    }

    private static String line(Member member) {
        Member.Reason reason = member.reason();
        return Stream.of(
                                member.displayName(),
                                member.email(),
                                member.status(),
                                member.role(),
                                member.seat() ? "yes" : "no",
                                member.managedBy() == null
                                        ? "by hand"
                                        : member.managedBy().name(),
                                reason == null ? "" : reason.exclusion(),
                                member.why(),
                                member.since())
                        .map(MemberPages::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    /** A spreadsheet takes what begins like a formula for one, so that is made plain text. */
    static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String plain = List.of('=', '+', '-', '@', '\t', '\r').contains(text.charAt(0)) ? "'" + text : text;
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
