package com.example.createdump;

import dev.createdump.spi.plugin.FileProcessor;
import dev.createdump.spi.plugin.ProcessedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A processor: the paragraphs of a Word document (ECMA-376), which is a zip with XML in it.
public final class WordDocuments implements FileProcessor {
  private static final String WORDS =
      "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

  /// A small file must not become a large one.
  private static final int MOST = 16 << 20;

  @Override
  public boolean handles(String path) {
    return path.endsWith(".docx");
  }

  @Override
  public Optional<ProcessedText> process(String path, byte[] content) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("word/document.xml")) {
          byte[] xml = zip.readNBytes(MOST + 1);
          if (xml.length > MOST) {
            throw new IOException("the document is too large");
          }
          return Optional.of(new ProcessedText(paragraphs(xml), "the document's paragraphs"));
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException("the document is no XML", e);
    }
    // Named like a document, and none: shown like any other file.
    return Optional.empty();
  }

  private static String paragraphs(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT && isWord(reader, "t")) {
        text.append(reader.getElementText());
      } else if (event == XMLStreamConstants.END_ELEMENT && isWord(reader, "p")) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static boolean isWord(XMLStreamReader reader, String name) {
    return reader.getLocalName().equals(name) && WORDS.equals(reader.getNamespaceURI());
  }
}
