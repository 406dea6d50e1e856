package dev.assay.worker.asset;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a piece of a body together with the type that the headers give it. */
public final class AssetPieceReader implements MessageBodyReader<AssetPiece> {
  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == AssetPiece.class;
  }

  @Override
  public AssetPiece readFrom(
      Class<AssetPiece> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return new AssetPiece(headers.getFirst(HttpHeaders.CONTENT_TYPE), body.readAllBytes());
  }
}
