package dev.rollcall.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("A plot of a result")
final class ChartTest {

    private static JsonObject row(String scenario, int inFlight, double perSecond) {
        return new JsonObject()
                .put("scenario", scenario)
                .put("inFlight", inFlight)
                .put("perSecond", perSecond)
                .put("p99Millis", perSecond / 100);
    }

    private static JsonObject result(JsonObject... rows) {
        return new JsonObject()
                .put("rows", new JsonArray(List.of(rows)))
                .put(
                        "plot",
                        new JsonObject()
                                .put("title", "Creates & <inserts>")
                                .put("x", "inFlight")
                                .put("y", new JsonArray().add("perSecond").add("p99Millis"))
                                .put("by", "scenario"));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    @DisplayName("It is valid XML with title, axes and the names of its curves")
    void labels() throws Exception {
        Document svg = parsed(Chart.of(result(
                row("create", 16, 1_085),
                row("create", 256, 3_611),
                row("insert", 16, 3_410),
                row("insert", 256, 2_619))));

        assertThat(texts(svg, "title")).containsExactly("Creates & <inserts>");
        assertThat(texts(svg, "text"))
                .contains("Creates & <inserts>", "per second", "p99, ms", "in flight", "16", "256", "create", "insert")
                .contains("0", "1,000", "4,000");
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    }

    @Test
    @DisplayName("What was measured at one place alone is left out")
    void onePlace() throws Exception {
        Document svg = parsed(Chart.of(result(row("create", 16, 10), row("create", 64, 20), row("get", 16, 30))));

        assertThat(texts(svg, "text")).contains("create").doesNotContain("get");
    }

    @Test
    @DisplayName("A result without a curve is refused")
    void noCurve() {
        assertThatThrownBy(() -> Chart.of(result(row("get", 16, 30))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least two values of inFlight");
    }
}
