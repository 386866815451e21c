package language

import (
	"strings"
	"testing"
)

// TestOf detects languages in sentences of our own and returns nothing for short text.
func TestOf(t *testing.T) {
	for text, want := range map[string]string{
		"The minister said on Monday that the harbour would stay open, and that no closure was " +
			"being planned by the government for this year.": "en",
		"Der Minister sagte am Montag, dass der Hafen offen bleibt und die Regierung für dieses " +
			"Jahr keine Schließung des Hafens plant, wie es nach dem Treffen hieß.": "de",
		"Le ministre a dit lundi que le port resterait ouvert et que le gouvernement ne prévoit pas " +
			"de fermeture pour cette année dans les villes du nord.": "fr",
		"El ministro dijo el lunes que el puerto seguirá abierto y que el gobierno no planea su " +
			"cierre para este año, según una nota que se publicó por la tarde.": "es",
		"Il ministro ha detto lunedì che il porto resterà aperto e che il governo non prevede una " +
			"chiusura per quest'anno, come si legge in una nota del governo.": "it",
		"O ministro disse na segunda que o porto vai ficar aberto e que o governo não planeja uma " +
			"parada para este ano, como foi dito pela manhã em uma nota.": "pt",
		"De minister zei maandag dat de haven open blijft en dat de regering voor dit jaar geen " +
			"sluiting van de haven plant, zo is te lezen in een brief.": "nl",
		"Министр сообщил в среду, что порт останется открытым, а закрывать его мы не собираемся.": "ru",
		"Міністр повідомив у середу, що порт залишиться відкритим, і закривати його ніхто не " +
			"збирається.": "uk",
		"大臣は水曜日、港は開いたままになると述べた。":                                         "ja",
		"部长星期三说，港口将继续开放。":                                                "zh",
		"장관은 수요일에 항구가 계속 열려 있을 것이라고 말했다.":                                "ko",
		"Ο υπουργός δήλωσε την Τετάρτη ότι το λιμάνι θα μείνει ανοιχτό.": "el",
		"Harbour to stay open": "",
		"Karvonia were drawn in Group B. Halden play in Group C. Shirts come in size S. Fans can " +
			"buy them in town or in a shop in Arlen on Monday.": "en",
		"Lind 3, Orr 2. No goals in Arlen. Berg came on as a late substitute in Halden, and Dale " +
			"came off. Prices for all games come in at 10 a head.": "en",
		"No camping in a park, no fires, no dogs. As in other years, all of Arlen can come. Do not " +
			"park in a lane or on a verge.": "en",
		"1,200 3.5 ...": "",
		strings.Repeat("Halden Korvin Lausen Arlen ", 20): "",
	} {
		if got := Of(text); got != want {
			t.Errorf("%.40s…: %q, want %q", text, got, want)
		}
	}
}
