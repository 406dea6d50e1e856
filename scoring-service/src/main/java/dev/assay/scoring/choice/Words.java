package dev.assay.scoring.choice;

import com.google.re2j.Pattern;
import dev.assay.scoring.ecma.LowerCase;
import java.util.List;
import java.util.Set;

/** The words that the rules know, in the languages that answers are usually given in. */
final class Words {
  private static final int SENTENCE = 120;
  private static final int BEFORE = 40;

  /** Says that the answer follows. */
  static final Pattern ANSWER =
      Pattern.compile(
          "(?i:(?:\\b|_)(?:answers?|ans|(?:correct|right|best) (?:options?|choices?)|remaining"
              + " (?:one|option"
              + "|choice)|leaves|leaving|antwort|lösung|antwoord|risposta|resposta|respuesta|svaret|svar"
              + "|jawaban|jawabannya|cevap|choose|chose|chosen|pick|picked|select|selected|go"
              + " with|going with|went with|opt for|vote"
              + " for|wähle|elijo|scelgo|escolho)\\b)|(?i:réponse|odpowiedź|odpověď|ответ|відповідь|απάντηση|đáp"
              + " án|choisis|выбираю)|答案|正解|答え|정답|답|而是|उत्तर|الإجابة|الجواب|התשובה|คำตอบ"
              + "|故选|故選|应选|應選|选择|選擇|选|選");

  /** One that says that it is the last word. */
  static final Pattern FINAL =
      Pattern.compile(
          "(?i:\\bfinal(?:e|ly)?(?:,|_|-)?\\s*(?:(?:my|the)\\s+)?(?:answers?|choice)\\b|\\bendgültige"
              + " antwort\\b|\\brespuesta final\\b|\\bresposta final\\b|\\brisposta"
              + " finale\\b)|(?i:réponse finale|окончательный ответ)|最终答案|最終答案|最終的な答え|최종 답");

  /** Takes back what was said. */
  static final Pattern CORRECTION =
      Pattern.compile(
          "(?i:\\b(?:actually|correction|(?:no,? )?wait(?:,? no)?|scratch that|on second"
              + " thoughts?|oops|sorry|i mean|no)\\b[,.:;!… \\n"
              + "-]*(?:(?:it|that)(?:'s|’s| is| must be| should be) )?)");

  /** Opens a text that says nothing but a choice. */
  static final Pattern LEAD =
      Pattern.compile(
          "(?i)^(?:(?:so|thus|hence|therefore|well|ok|okay|hmm)[, ]+)*(?:i(?:'d| would)?"
              + " (?:think|believe|guess|say|suppose)(?: that)?[,:]? )?(?:(?:it|that|this)(?:'s|’s|"
              + " is| must be| should be| would be)|c['’]est|es ist|das ist|es|это) ");

  /** Who chooses, when it is not the one who answers. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(?i)\\b(?:people|students|others?|many|some|most|few|they|who|one|candidates|learners|might|could|may|tempt\\w*"
              + " to|don't|do not|didn't|did not|never)(?:"
              + " (?:would|will|may|might|could|often|then|mistakenly|wrongly|to))* $");

  /** Says no before what it denies, with a verb or a name for a choice between. */
  private static final Pattern DENIED =
      Pattern.compile(
          "(?i)(?:(?:^|[^\\pL])(?:not|isn't|isn’t|wasn't|never|neither|nor|no|cannot|can't|can’t|nicht|kein|ne|n'est"
              + "|pas|не|non|não|niet|rather|than|wrong|incorrect|false|unlike|eliminated?|exclude|eliminating|out|rejected|reject|other|instead|either|anything"
              + " but|all but|couldn't|won't)(?:"
              + " (?:is|be|are|of|es|est|é|è|ist|the|option|choice|letter|answer|opción|la|le|l'))*"
              + " ?|(?:不是|不选|不選|并非))[(\\[\"'“]*$");

  /** Words that give a letter after them a meaning of its own: vitamin C, plan B. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)\\b(?:vitamins?|hepatitis|plan|types?|grade|class|group|figure|fig\\.|table|section|appendix|part|point|schedule|series|phase|team|model|variant|strain|language|influenza)"
              + " $");

  /** Names a choice without saying that it is the right one. */
  static final Pattern MENTION =
      Pattern.compile(
          "(?i:\\b(?:options?|choices?|letter|opzione|alternativa|alternative)\\b)"
              + "|(?i:opción|opção|вариант)|选项|選項");

  /** Says of a choice that it is right. */
  private static final Pattern RIGHT =
      Pattern.compile(
          "^[)\\]\"'”» ]*(?:\\s*(?i:is|must be|would be|should be|seems|appears to"
              + " be|ist|es|est|è|é)"
              + "\\s+(?i:(?:the|clearly|thus|therefore|definitely|only|most|best|also|indeed|die|both|all|la"
              + "|le|el|a|o)\\s+)*"
              + "(?i:correct|right|answer|best|accurate|true|appropriate|richtig|richtige|korrekt"
              + "|correcta|correcto|correcte|bonne|corretta|correta|giusta)\\b"
              + "|\\s*(?:是|为)?(?:正确|正確|对的|對的)|\\s*が正解|[)\\]:]?\\s*[✓✔✅])");

  private static final Pattern ARE_RIGHT =
      Pattern.compile(
          "^[)\\]\"'”»"
              + " ]*\\s(?i:are|sind|sont|son|são|sono)\\s+(?i:(?:the|both|all|clearly|die|las?|les?|los|el|as?|os?|le)"
              + "\\s+)*(?i:correct|right|true|richtig|richtigen|korrekt|correctas|correctos|correctes|bonnes|corrette"
              + "|corretas|giuste)\\b");

  /** Says of a choice that it is wrong. */
  private static final Pattern WRONG =
      Pattern.compile(
          "^[)\\]\"'”»"
              + " ]*(?:,?\\s*(?i:is|was|are|were|seems|looks|can|cannot|does|would|ist|es|est|lies)\\b[^.!?\\n"
              + "]{0,40}?(?i:wrong|incorrect|false|not|n't|cannot|falsch|incorrecta|fausse)"
              + "|\\s*(?:是)?(?:不|错误|錯誤|错的|ではな|じゃな)|[)\\]:]?\\s*[✗✘❌])");

  private static final Set<String> FILLERS =
      Set.of(
          "is",
          "are",
          "was",
          "be",
          "would",
          "should",
          "must",
          "will",
          "to",
          "the",
          "this",
          "that",
          "question",
          "problem",
          "most",
          "likely",
          "probably",
          "clearly",
          "therefore",
          "thus",
          "hence",
          "so",
          "then",
          "definitely",
          "actually",
          "indeed",
          "simply",
          "correct",
          "right",
          "best",
          "final",
          "option",
          "options",
          "choice",
          "choices",
          "letter",
          "number",
          "my",
          "your",
          "here",
          "ist",
          "lautet",
          "die",
          "der",
          "das",
          "richtige",
          "es",
          "est",
          "la",
          "le",
          "el",
          "è",
          "é",
          "är",
          "jest",
          "adalah",
          "là",
          "je",
          "correcta",
          "correcte",
          "corretta",
          "correta",
          "opción",
          "opção",
          "opzione",
          "является",
          "это",
          "вариант",
          "το",
          "είναι",
          "ο",
          "η",
          "हे",
          "है",
          "هي",
          "هو",
          "الصحيحة",
          "היא",
          "הנכונה",
          "คือ",
          "đúng",
          "bonne",
          "doğru",
          "poprawna",
          "správná",
          "antwort",
          "answer",
          "seems",
          "remains",
          "would've",
          "as");

  private static final List<String> FILLERS_WITHOUT_SPACES =
      List.of(
          "选项", "選項", "应该", "應該", "是", "为", "為", "选", "選", "项", "は", "が", "은", "는", "이", "가", "คือ",
          "हे", "है", "、");

  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "isn't",
          "isn’t",
          "wasn't",
          "never",
          "neither",
          "nor",
          "no",
          "cannot",
          "can't",
          "nicht",
          "kein",
          "ne",
          "n'est",
          "pas",
          "не",
          "non",
          "não",
          "niet",
          "rather",
          "than",
          "wrong",
          "incorrect",
          "false",
          "unlike",
          "eliminate",
          "exclude",
          "eliminating",
          "out",
          "rejected",
          "reject",
          "other",
          "instead",
          "either");

  private static final List<String> NEGATIONS_WITHOUT_SPACES =
      List.of("不是", "不选", "不選", "并非", "ではな");

  /** After one of these a letter that was a word could stand; before them it is a letter. */
  private static final Set<String> CONNECTORS =
      Set.of(
          "because",
          "since",
          "as",
          "and",
          "or",
          "vs",
          "but",
          "for",
          "which",
          "with",
          "due",
          "given",
          "based",
          "from",
          "by",
          "not",
          "where",
          "hence",
          "only",
          "although",
          "though",
          "while",
          "weil",
          "denn",
          "da",
          "und",
          "oder",
          "aber",
          "nicht",
          "porque",
          "ya",
          "pues",
          "y",
          "pero",
          "car",
          "parce",
          "puisque",
          "et",
          "mais",
          "perché",
          "ou",
          "e",
          "потому",
          "так",
          "и");

  private Words() {}

  /** Whether a text says at once that the letter before it is right. */
  static boolean isCalledRight(String text, int from) {
    return RIGHT.matcher(rest(text, from)).find();
  }

  /** Whether a text says at once that the letter before it is wrong. */
  static boolean isCalledWrong(String text, int from) {
    return WRONG.matcher(rest(text, from)).find();
  }

  /** Whether a text says at once that the letters before it are right. */
  static boolean areCalledRight(String text, int from) {
    return ARE_RIGHT.matcher(rest(text, from)).find();
  }

  /** Whether the marker at a place tells what others choose, as in "many students choose A". */
  static boolean isOfOthers(String text, int at) {
    return OTHERS.matcher(before(text, at)).find();
  }

  /** Whether the words before a place deny what stands there: "no es B", "anything but B". */
  static boolean isDeniedBefore(String text, int at) {
    return DENIED.matcher(before(text, at)).find();
  }

  /** Whether the word before makes a name of the letter at a place: "vitamin C". */
  static boolean isNameBefore(String text, int at) {
    return NAME.matcher(before(text, at)).find();
  }

  private static String before(String text, int at) {
    return text.substring(Math.max(0, at - BEFORE), at);
  }

  private static String rest(String text, int from) {
    return text.substring(from, Math.min(text.length(), from + SENTENCE));
  }

  static boolean isFiller(String word) {
    return FILLERS.contains(LowerCase.of(word));
  }

  static boolean isNegation(String word) {
    return NEGATIONS.contains(LowerCase.of(word));
  }

  static boolean isConnector(String word) {
    return CONNECTORS.contains(LowerCase.of(word));
  }

  /** How many characters at the place pass as a filler in a script without spaces; 0 for none. */
  static int filler(String text, int at) {
    return longest(FILLERS_WITHOUT_SPACES, text, at);
  }

  static boolean isNegation(String text, int at) {
    return longest(NEGATIONS_WITHOUT_SPACES, text, at) > 0;
  }

  private static int longest(List<String> words, String text, int at) {
    return words.stream()
        .filter(word -> text.startsWith(word, at))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }
}
