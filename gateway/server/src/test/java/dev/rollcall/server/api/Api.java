package dev.rollcall.server.api;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;

/** The admin API as a test writes it: {@code api.put("/organizations/demo/plan", "{...}")}, with ' for ". */
record Api(RunningGateway gateway, Scope scope) {

    static Api operator(RunningGateway gateway) {
        return new Api(gateway, new Scope.Operator());
    }

    /** As an administrator of the demo organisation. */
    static Api ofDemo(RunningGateway gateway) {
        return new Api(
                gateway, new Scope.Organisation(gateway.demo().organisation().id()));
    }

    Http request(String method, String path) {
        return Http.request(method, gateway.url() + "/api/v1" + path).bearer(gateway.token(scope));
    }

    Answer get(String path) {
        return request("GET", path).send();
    }

    Answer post(String path, String body) {
        return request("POST", path).body(body).send();
    }

    Answer put(String path, String body) {
        return request("PUT", path).body(body).send();
    }

    Answer patch(String path, String body) {
        return request("PATCH", path).body(body).send();
    }

    Answer delete(String path) {
        return request("DELETE", path).send();
    }
}
