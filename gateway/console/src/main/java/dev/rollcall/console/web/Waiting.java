package dev.rollcall.console.web;

import dev.rollcall.console.api.Api;

/**
 * What a page needs to ask again while something is being worked out.
 *
 * @param claim by which it is told what was worked out for it
 * @param page its address without that
 */
public record Waiting(String claim, String page) {

    /** Where it is told, or shown as a whole where there is no script. */
    public String address() {
        return page + (page.contains("?") ? "&" : "?") + Api.WAITING + "=" + claim;
    }
}
