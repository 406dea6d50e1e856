package dev.assay.cli.terminal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * What kept a file from being read or written, as a part of a sentence: the platform's own words
 * are the name of a class and the path once more.
 */
public final class FileTrouble {
  private FileTrouble() {}

  /** Such as {@code it is not there}. */
  public static String said(Exception e) {
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "it is not there";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "something is there already";
    }
    if (e instanceof FileSystemLoopException) {
      return "its links lead in a circle";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    if (e instanceof ZipException) {
      return "it is no zip file, or damaged";
    }
    return plain(e);
  }

  private static String plain(Exception e) {
    String words =
        e instanceof FileSystemException of && of.getReason() != null
            ? of.getReason()
            : e.getMessage();
    return words == null || words.isBlank()
        ? e instanceof IOException ? "the system gives no reason" : "it cannot be read"
        : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }
}
