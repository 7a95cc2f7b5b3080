import Markup
import Notation
import Pages
import Rules
import Testing

@Suite("Markup")
struct MarkupTests {
    @Test("text and values of attributes are escaped")
    func escaped() {
        let html = HTML { h in
            h.element("p", [.named("title", "\"><script>alert('1')</script>")], text: "<b>&\u{0} 葛󠄀飾")
        }
        #expect(
            html.string
                == "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\">&lt;b&gt;&amp;\u{FFFD} 葛󠄀飾</p>"
        )
    }

    @Test("a link leads nowhere but to this site, a telephone or a mail address")
    func links() {
        for target in ["javascript:alert(1)", "https://example.com/", "//example.com", "/\\example.com", "data:x"] {
            #expect(HTML { $0.a("x", href: target) }.string == "<a href=\"#\">x</a>")
        }
        #expect(HTML { $0.a("x", href: "/matters") }.string == "<a href=\"/matters\">x</a>")
        #expect(HTML { $0.a("119", href: "tel:119") }.string == "<a href=\"tel:119\">119</a>")
    }

    @Test("a page asks for nothing from outside and has no script or style of its own")
    func contained() {
        let context = PageContext(organisation: "例示高専", now: Instant(milliseconds: 0))
        let text = page(context, title: "通報") { $0.p("x") }.string
        #expect(!text.contains("http:") && !text.contains("https:") && !text.contains("<style"))
        #expect(text.contains("<html lang=\"ja\">"))
    }
}
