package dev.rollcall.server.api;

import dev.rollcall.server.auth.Access;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Collects the routes of an {@link Area}. Each states who may use it; its query is checked and its body read before its
 * handler runs.
 */
public interface RouteTable {

    /** Where the API begins; a path below it must be described in {@code resources/openapi}. */
    String API = "/api/v1/";

    /** The path of one organisation; everything below it is held to that organisation. */
    String ORGANISATION = API + "organizations/:org";

    /** The path of one directory of an organisation. */
    String DIRECTORY = ORGANISATION + "/directories/:directory";

    /**
     * One method of exactly this path. A path of the API must be described in {@code resources/openapi}.
     *
     * @param handler may fail the context; the answer to a failure is written for it
     */
    void on(HttpMethod method, String path, Access access, Handler<RoutingContext> handler);

    /**
     * {@code POST} of a form to exactly this path, which is none of the API.
     *
     * @param failed answers a form that cannot be read; passes on what else fails
     */
    void form(String path, Access access, Handler<RoutingContext> handler, Handler<RoutingContext> failed);

    /**
     * Everything below a path that is no API, such as the pages of the console: the routes of this router see to access
     * themselves.
     */
    void below(String path, Router pages);
}
