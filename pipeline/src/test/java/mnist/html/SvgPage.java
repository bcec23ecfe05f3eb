package mnist.html;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads a drawing's elements back. */
final class SvgPage {

  private final Document document;

  private SvgPage(Document document) {
    this.document = document;
  }

  static SvgPage of(Drawing drawing) {
    try {
      return new SvgPage(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(drawing.file().getBytes(StandardCharsets.UTF_8))));
    } catch (Exception e) {
      throw new AssertionError("no XML: " + drawing.file(), e);
    }
  }

  /** Those of a name whose class is this, in the order in which they are drawn. */
  List<Element> elements(String name, String style) {
    List<Element> found = new ArrayList<>();
    NodeList all = document.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.getAttribute("class").equals(style)) {
        found.add(element);
      }
    }
    return found;
  }

  List<String> texts(String style) {
    return elements("text", style).stream().map(Element::getTextContent).toList();
  }

  List<Double> numbers(String name, String style, String attribute) {
    return elements(name, style).stream()
        .filter(element -> element.hasAttribute(attribute))
        .map(element -> Double.parseDouble(element.getAttribute(attribute)))
        .toList();
  }

  List<String> paths(String style) {
    return elements("path", style).stream().map(path -> path.getAttribute("d")).toList();
  }
}
