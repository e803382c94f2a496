/** Names of people in and around Halden; none of them is anybody. */
const words = (text: string): string[] => text.trim().split(/\s+/);

export const givenNames = words(`
  Ines Rui Lotte Mats Nour Ewa Tarek Lina Jörg Anneke Paolo Sofia Henrik Aylin Bruno Chiara
  Dorota Elias Fatma Gustav Helene Ivan Jana Kemal Laura Mikkel Nora Omar Petra Rafael Selma Theo
  Ulla Valentin Wiebke Xenia Yusuf Zofia Alva Benno Clara Deniz Edda Florian Gita Hugo Iris Jakob
  Katja Levin Maja Nick Olivia Philip Ronja Sven Tamara Udo Vilma Werner
`);

export const familyNames = words(`
  Albrecht Carvalho Morgen Nowicki Sørensen Bach Costa Demir Engel Ferrari Günther Haas Iversen
  Jung Kaya Lang Müller Novak Ott Peters Richter Schäfer Toth Urban Vidal Wagner Yildiz Ziegler
  Arnold Busch Claassen Dreyer Ebert Frank Geiger Horn Islam Janssen Krause Lindgren Marino
  Nguyen Oliveira Pohl Reimann Santos Thomsen Unger Vogel Weiss Brandl Castro Dahlke Ekström
  Fiedler Grimm Hofer Imhof Jacobi Kern
`);

export const trades = words(`
  Café Bäckerei Physio Werkstatt Studio Kanzlei Praxis Blumen Fahrrad Optik
`);

export const colleagueGivenNames = words(`
  Amelie Bela Carla Dario Elif Finn Greta Hamza Ida Jasper Kira Luis Mina Noah Olga Pavel Rosa
  Samir Tilda Umut Vera Wim Yara Zoran Agnes Björn Celia Dag Emre Frida Gero Hanna Ismail Joana
  Karl Leonie Marek Nadia Oskar Pia Quirin Runa Stellan Thea Ugo Viola
`);

export const colleagueFamilyNames = words(`
  Hartmann Kowalski Lund Moreau Nagel Okafor Petersen Quist Rossi Sommer Tanaka Ullmann Vogt
  Winter Yilmaz Zeller Andersen Bauer Conti Dietz Eriksen Fuchs Graf Holm Ibsen Jansen Keller
  Lorenz Maurer Nyström Olsen Pohl
`);
