package dev.rollcall.bench.kit;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** Makes the paths of pages of {@code /Users}. */
public final class Pages {

    private static final String NEXT = "\"nextCursor\":\"";

    private Pages() {}

    /** The path of a page by cursor; empty for the first. */
    public static String byCursor(int count, String cursor) {
        return "/Users?count=" + count + "&cursor=" + cursor;
    }

    public static String byIndex(int count, int startIndex) {
        return "/Users?count=" + count + "&startIndex=" + startIndex;
    }

    /** What a page says about the next; empty on the last. */
    static String nextCursor(String page) {
        int at = page.indexOf(NEXT);
        return at < 0 ? "" : page.substring(at + NEXT.length(), page.indexOf('"', at + NEXT.length()));
    }

    /** The first pages of a directory by cursor, found by walking. */
    public static List<String> walk(ScimClient client, int count, int pages) {
        List<String> paths = new ArrayList<>();
        String cursor = "";
        do {
            String path = byCursor(count, cursor);
            paths.add(path);
            cursor = nextCursor(client.send(HttpMethod.GET, path, "", 200).await());
        } while (!cursor.isEmpty() && paths.size() < pages);
        return paths;
    }
}
