package dev.rollcall.console.requests;

import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Visit;
import java.util.List;

/**
 * The filter of the list of requests; "" for all. Times are as the field of a form has them, in UTC.
 *
 * @param person a name, an address or an id of the person that they were about
 */
public record RequestFilter(
        String person,
        String directory,
        String status,
        String outcome,
        String kind,
        String request,
        String since,
        String until) {

    /** As the API has them, in the order in which they are offered. */
    public static final List<String> OUTCOMES =
            List.of("done", "left_out", "partly_refused", "refused", "throttled", "failed");

    public static final List<String> KINDS = List.of(
            "create_user",
            "replace_user",
            "patch_user",
            "delete_user",
            "read_user",
            "list_users",
            "search_users",
            "create_group",
            "replace_group",
            "patch_group",
            "delete_group",
            "read_group",
            "list_groups",
            "search_groups",
            "bulk",
            "search",
            "discovery",
            "other");

    static RequestFilter of(Visit visit) {
        return new RequestFilter(
                visit.value("person"),
                visit.value("directory"),
                visit.value("status"),
                visit.value("outcome"),
                visit.value("kind"),
                visit.value("request"),
                visit.value("since"),
                visit.value("until"));
    }

    public boolean isEmpty() {
        return (person + directory + status + outcome + kind + request + since + until).isEmpty();
    }

    /** Whether one of those is set that stand behind "More filters". */
    public boolean hasRare() {
        return !(status + request + since + until).isEmpty();
    }

    /** What kind of field shows a time: one that came with a zone is no local time. */
    public static String field(String time) {
        return time.endsWith("Z") ? "text" : "datetime-local";
    }

    private Query common(String path) {
        return new Query(path)
                .with("person", person)
                .with("directory", directory)
                .with("status", status)
                .with("outcome", outcome)
                .with("kind", kind)
                .with("request", request);
    }

    Query ofApi(String path) {
        return common(path).with("since", Visit.instant(since)).with("until", Visit.instant(until));
    }

    /** The same on a page of the console. */
    public String address(String page, String cursor) {
        return common(page)
                .with("since", since)
                .with("until", until)
                .with("cursor", cursor)
                .toString();
    }
}
