package dev.rollcall.console.web;

import dev.rollcall.console.api.ApiProblem;

/**
 * A problem as a page shows it.
 *
 * @param wayOut the address of the page that helps, or ""
 */
public record Problem(int status, String title, String detail, String wayOut, String wayOutWords) {

    static Problem of(Throwable failure, String start) {
        if (!(failure instanceof ApiProblem problem)) {
            return new Problem(
                    503,
                    "The gateway does not respond",
                    "It may be starting or stopping. Nothing that you typed was carried out; load the page again in a"
                            + " moment.",
                    start,
                    "Go to the start");
        }
        String title = switch (problem.status()) {
            case 403 -> "You may not do this";
            case 404 -> "This page does not exist";
            case 412 -> "Another change came first";
            case 429 -> "Too many requests at once";
            case 503 -> "The gateway cannot respond right now";
            default -> problem.title();
        };
        String detail = switch (problem.status()) {
            case 404 -> "There is nothing at this address. What it led to may have been removed since.";
            case 412 ->
                "This was changed since you opened the page, so nothing was saved. Look at the present state and"
                        + " decide again.";
            default -> problem.detail();
        };
        return new Problem(problem.status(), title, detail, start, "Go to the start");
    }

    /** Leads somewhere else instead. */
    Problem leadingTo(String address, String words) {
        return new Problem(status, title, detail, address, words);
    }
}
