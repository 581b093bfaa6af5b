package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursor paging (RFC 9865), {@code .search}, the base URL and {@code /Me} (RFC 7644 sections 3.4.2, 3.4.3, 3.11). */
final class SearchAndPagingIT {

    private static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.SERVER_PAGE_LIMIT, "100");

    private static String token;

    @BeforeAll
    static void sevenUsersAndTwoGroups() {
        token = GATEWAY.credential("okta");
        for (int i = 0; i < 7; i++) {
            String user = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'u" + i
                    + "@demo.example','displayName':'Person " + (9 - i) + "'" + (i < 3 ? ",'title':'Boss'" : "") + "}";
            assertThat(request("POST", "/Users").body(user).send().status()).isEqualTo(201);
        }
        for (String name : List.of("Person 5 and friends", "Zebras")) {
            String group = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'" + name + "'}";
            assertThat(request("POST", "/Groups").body(group).send().status()).isEqualTo(201);
        }
    }

    private static Http request(String method, String path) {
        return Http.request(method, GATEWAY.scimUrl("okta") + path).bearer(token);
    }

    private static Answer get(String path) {
        return request("GET", path).send();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("Resources")
                .forEach(resource -> names.add(resource.path("displayName").asText()));
        return names;
    }

    /** All names by cursor, and a check of every page on the way. */
    private static List<String> walk(String query) {
        List<String> names = new ArrayList<>();
        JsonNode page = get(query + "&cursor").json();
        while (true) {
            names.addAll(names(page));
            assertThat(page.path("itemsPerPage").asInt())
                    .isEqualTo(page.path("Resources").size());
            assertThat(page.has("startIndex")).isFalse();
            if (!page.has("nextCursor")) {
                return names;
            }
            String cursor = page.path("nextCursor").asText();
            assertThat(cursor).matches("[A-Za-z0-9_-]+");
            page = get(query + "&cursor=" + cursor).json();
        }
    }

    private static String firstCursor(String query) {
        return get(query + "&cursor=").json().path("nextCursor").asText();
    }

    private static void assertRefused(Answer answer, String scimType) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("scimType").asText()).isEqualTo(scimType);
        assertThat(answer.json().path("detail").asText()).isNotEmpty();
    }

    @Test
    void cursorsLeadThroughAListInOrder() {
        assertThat(walk("/Users?count=3"))
                .containsExactly("Person 9", "Person 8", "Person 7", "Person 6", "Person 5", "Person 4", "Person 3");
        assertThat(walk("/Users?count=2&sortBy=displayName"))
                .containsExactly("Person 3", "Person 4", "Person 5", "Person 6", "Person 7", "Person 8", "Person 9");
        assertThat(walk("/Users?count=2&sortBy=displayName&sortOrder=descending&filter=" + encode("title pr")))
                .containsExactly("Person 9", "Person 8", "Person 7");
    }

    @Test
    void everyPageByCursorCarriesTheTotal() {
        JsonNode first = get("/Users?count=3&cursor").json();
        JsonNode second = get("/Users?count=3&cursor="
                        + first.path("nextCursor").asText())
                .json();
        assertThat(first.path("totalResults").asInt()).isEqualTo(7);
        assertThat(second.path("totalResults").asInt()).isEqualTo(7);
        JsonNode none = get("/Users?count=0&cursor").json();
        assertThat(none.path("totalResults").asInt()).isEqualTo(7);
        assertThat(none.has("nextCursor")).isFalse();
    }

    @Test
    void aCursorServesItsOwnListOnly() {
        String cursor = firstCursor("/Users?count=3");
        assertThat(get("/Users?count=3&foo=bar&cursor=" + cursor).status()).isEqualTo(200);
        assertRefused(get("/Groups?count=3&cursor=" + cursor), "invalidCursor");
        assertRefused(get("/Users?count=3&sortBy=userName&cursor=" + cursor), "invalidCursor");
        assertRefused(get("/Users?count=3&filter=" + encode("title pr") + "&cursor=" + cursor), "invalidCursor");
        assertRefused(get("/Users?count=3&attributes=userName&cursor=" + cursor), "invalidCursor");
        assertRefused(get("/Users?count=3&cursor=x" + cursor), "invalidCursor");
        assertRefused(get("/Users?count=3&cursor=*"), "invalidCursor");
        assertRefused(get("/Users?count=3&cursor=" + "A".repeat(80)), "invalidCursor");
        Answer elsewhere = Http.get(GATEWAY.scimUrl("entra") + "/Users?count=3&cursor=" + cursor)
                .bearer(GATEWAY.credential("entra"))
                .send();
        assertRefused(elsewhere, "invalidCursor");
    }

    @Test
    void theCountOfAListByCursorStaysAsItWas() {
        String cursor = firstCursor("/Users?count=3");
        assertRefused(get("/Users?count=2&cursor=" + cursor), "invalidCount");
        assertRefused(get("/Users?cursor=" + cursor), "invalidCount");
        assertRefused(get("/Users?count=101&cursor"), "invalidCount");
        assertThat(get("/Users?count=-1&cursor").json().path("itemsPerPage").asInt())
                .isZero();
    }

    @Test
    void aSearchIsAnsweredAsTheListIs() {
        Answer search = request("POST", "/Users/.search")
                .body("{'schemas':['" + SEARCH + "'],'filter':'title pr','count':2,'sortBy':'displayName',"
                        + "'attributes':['displayName'],'novel':[1]}")
                .send();
        assertThat(search.status()).isEqualTo(200);
        assertThat(search.json())
                .isEqualTo(get("/Users?count=2&sortBy=displayName&attributes=displayName&filter=" + encode("title pr"))
                        .json());
        assertThat(names(search.json())).containsExactly("Person 7", "Person 8");
        Answer groups = request("POST", "/Groups/.search")
                .body("{'filter':'displayName sw \\'zeb\\''}".replace("\\'", "\\\""))
                .send();
        assertThat(names(groups.json())).containsExactly("Zebras");
    }

    @Test
    void aSearchPagesByCursorToo() {
        String search = "{'schemas':['" + SEARCH + "'],'count':5,'cursor':'%s'}";
        JsonNode first = request("POST", "/Users/.search")
                .body(search.formatted(""))
                .send()
                .json();
        JsonNode second = request("POST", "/Users/.search")
                .body(search.formatted(first.path("nextCursor").asText()))
                .send()
                .json();
        assertThat(names(first)).hasSize(5);
        assertThat(names(second)).containsExactly("Person 4", "Person 3");
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void theBaseUrlFindsResourcesOfEveryType() {
        JsonNode both = get("?sortBy=displayName&filter=" + encode("displayName co \"person 5\""))
                .json();
        assertThat(names(both)).containsExactly("Person 5", "Person 5 and friends");
        assertThat(both.path("totalResults").asInt()).isEqualTo(2);
        assertThat(get("/?filter=" + encode("displayName co \"person 5\"")).status())
                .isEqualTo(200);
        String narrowed = "displayName co \"person 5\" and meta.resourceType eq \"User\"";
        assertThat(names(get("?filter=" + encode(narrowed)).json())).containsExactly("Person 5");
    }

    @Test
    void anAttributeThatATypeLacksCountsAsNoValue() {
        assertThat(get("?filter=" + encode("members pr"))
                        .json()
                        .path("totalResults")
                        .asInt())
                .isZero();
        assertThat(get("?filter=" + encode("title eq \"boss\""))
                        .json()
                        .path("totalResults")
                        .asInt())
                .isEqualTo(3);
        assertThat(get("?filter=" + encode("title ne \"boss\""))
                        .json()
                        .path("totalResults")
                        .asInt())
                .isEqualTo(6);
        assertThat(get("?filter=" + encode("not (title pr)"))
                        .json()
                        .path("totalResults")
                        .asInt())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sortBy=displayName", "&sortBy=title&sortOrder=descending", "&sortBy=userName"})
    void theBaseUrlPagesByIndexAndByCursorInOneOrder(String sort) {
        String query = "?count=2&filter=" + encode("displayName pr") + sort;
        List<String> byIndex = new ArrayList<>();
        for (int start = 1; start <= 9; start += 2) {
            JsonNode page = get(query + "&startIndex=" + start).json();
            assertThat(page.path("totalResults").asInt()).isEqualTo(9);
            byIndex.addAll(names(page));
        }
        assertThat(byIndex).hasSize(9).doesNotHaveDuplicates();
        assertThat(walk(query)).isEqualTo(byIndex);
    }

    @Test
    void theBaseUrlWithoutAFilterIsTooMuch() {
        assertRefused(get(""), "tooMany");
        assertRefused(request("POST", "/.search").body("{'count':1}").send(), "tooMany");
        assertThat(request("POST", "").body("{}").send().status()).isEqualTo(405);
    }

    @Test
    void theBaseUrlIsSearchedByPostToo() {
        JsonNode page = request("POST", "/.search")
                .body("{'schemas':['" + SEARCH + "'],'filter':'displayName pr','count':4,'startIndex':8}")
                .send()
                .json();
        assertThat(page.path("totalResults").asInt()).isEqualTo(9);
        assertThat(page.path("itemsPerPage").asInt()).isEqualTo(2);
        assertThat(page.path("startIndex").asInt()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void aDirectoryIsNoPerson(String method) {
        Answer answer = request(method, "/Me").send();
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.json().path("status").asText()).isEqualTo("501");
        assertThat(answer.header("Content-Type")).isEqualTo("application/scim+json");
        assertThat(Http.request(method, GATEWAY.scimUrl("okta") + "/Me").send().status())
                .isEqualTo(401);
    }

    @Test
    void discoveryTellsOfCursors() {
        JsonNode pagination = get("/ServiceProviderConfig").json().path("pagination");
        assertThat(pagination.path("cursor").asBoolean()).isTrue();
        assertThat(pagination.path("cursorTimeout").asInt()).isEqualTo(3600);
        assertThat(pagination.path("defaultPaginationMethod").asText()).isEqualTo("index");
    }
}
